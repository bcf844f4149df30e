package kinora.camera;

/// AAC-LC as the synthetic camera makes it: 1,024 samples a packet, so 46.9 packets/s at 48 kHz.
public record AudioSettings(int samplesPerSecond, int channels, int bitsPerSecond) {
    public static final AudioSettings DEFAULT = new AudioSettings(48_000, 1, 64_000);

    public AudioSettings {
        if (samplesPerSecond != 44_100 && samplesPerSecond != 48_000) {
            throw new IllegalArgumentException(samplesPerSecond + " samples per second: 44100 or 48000");
        }
        CameraSettings.requireRange("channels", channels, 1, 2);
        CameraSettings.requireRange("audio bits per second", bitsPerSecond, 16_000, 320_000);
    }
}
