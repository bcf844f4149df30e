package kinora.formats.codec.aac;

/// ISO/IEC 14496-3 table 1.18.
final class SamplingFrequencies {
    /// Says that 24 bits with the frequency itself follow.
    static final int ESCAPE = 15;

    private static final int[] HZ = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    private SamplingFrequencies() {}

    /// 0 for a reserved index.
    static int hz(int index) {
        return index < HZ.length ? HZ[index] : 0;
    }

    /// [#ESCAPE] where the table does not have it.
    static int indexOf(int hz) {
        for (int i = 0; i < HZ.length; i++) {
            if (HZ[i] == hz) {
                return i;
            }
        }
        return ESCAPE;
    }
}
