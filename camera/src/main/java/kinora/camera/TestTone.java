package kinora.camera;

/// What the camera hears: a low hum, and a gentle beep of 100 ms at each full second of the clock in the picture.
final class TestTone {
    private static final int BEEP_MS = 100;
    private static final int BEEP_FADE_MS = 10;
    private static final double BEEP_HZ = 880;
    private static final double BEEP_AMPLITUDE = 0.25;
    private static final double HUM_HZ = 110;
    private static final double HUM_AMPLITUDE = 0.02;

    private final long startMs;
    private final int samplesPerSecond;

    TestTone(long startMs, int samplesPerSecond) {
        this.startMs = startMs;
        this.samplesPerSecond = samplesPerSecond;
    }

    /// Fills `samples` with the sound from the camera's sample `firstSample` on.
    void fill(long firstSample, float[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = at(firstSample + i);
        }
    }

    private float at(long sample) {
        double seconds = (double) sample / samplesPerSecond;
        double hum = HUM_AMPLITUDE * Math.sin(2 * Math.PI * HUM_HZ * seconds);
        double sinceFullSecondMs = (startMs % 1000 + seconds * 1000) % 1000;
        if (sinceFullSecondMs >= BEEP_MS) {
            return (float) hum;
        }
        // Without a fade at both ends the beep would click.
        double fade = Math.min(1, Math.min(sinceFullSecondMs, BEEP_MS - sinceFullSecondMs) / BEEP_FADE_MS);
        return (float) (hum + BEEP_AMPLITUDE * fade * Math.sin(2 * Math.PI * BEEP_HZ * seconds));
    }
}
