package kinora.store.retention;

/// Which segment files a stream's fragments go to, so that what dies together lies together. A hint, never a promise.
public final class RetentionClass {
    private static final int[] HOURS_MAX = {24, 7 * 24, 31 * 24};

    private RetentionClass() {}

    public static int of(int retentionHours) {
        for (int i = 0; i < HOURS_MAX.length; i++) {
            if (retentionHours <= HOURS_MAX[i]) {
                return i;
            }
        }
        return HOURS_MAX.length;
    }
}
