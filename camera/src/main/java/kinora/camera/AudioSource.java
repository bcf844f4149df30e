package kinora.camera;

/// The camera's audio track: the test tone, encoded, on the sample clock from `startMs` on.
final class AudioSource implements AutoCloseable {
    private final AudioEncoder encoder;
    private final TestTone tone;
    private final long startMs;
    private final int samplesPerSecond;
    private final float[] samples = new float[AudioEncoder.PACKET_SAMPLES];
    private long samplesIn;
    private long packetIndex;

    AudioSource(AudioSettings settings, long startMs) throws CameraException {
        this.startMs = startMs;
        samplesPerSecond = settings.samplesPerSecond();
        tone = new TestTone(startMs, samplesPerSecond);
        encoder = new AudioEncoder(settings);
    }

    byte[] audioSpecificConfig() {
        return encoder.audioSpecificConfig().clone();
    }

    long nextPtsMs() {
        return ptsMs(packetIndex);
    }

    EncodedFrame next() throws CameraException {
        long ptsMs = ptsMs(packetIndex);
        int durationMs = (int) (ptsMs(packetIndex + 1) - ptsMs);
        EncodedPacket packet = nextPacket();
        packetIndex++;
        return new EncodedFrame(CameraTrack.AUDIO, ptsMs, durationMs, true, packet.data());
    }

    @Override
    public void close() {
        encoder.close();
    }

    /// The run-up before sample 0 is dropped, so that sound and picture begin together.
    private EncodedPacket nextPacket() throws CameraException {
        EncodedPacket packet;
        do {
            tone.fill(samplesIn, samples);
            packet = encoder.encode(samples, samplesIn);
            samplesIn += samples.length;
        } while (packet == null || packet.pts() < 0);
        assert packet.pts() == packetIndex * AudioEncoder.PACKET_SAMPLES : packet.pts() + " for packet " + packetIndex;
        return packet;
    }

    private long ptsMs(long index) {
        return startMs + index * AudioEncoder.PACKET_SAMPLES * 1000 / samplesPerSecond;
    }
}
