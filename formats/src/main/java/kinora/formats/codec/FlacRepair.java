package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.codec.flac.FlacEncoder;
import kinora.formats.codec.pcm.G711;

/// Plain samples and G.711 to FLAC: each packet one frame, and each sample the same when it is decoded.
final class FlacRepair implements FrameRepair {
    private final FrameForm form;
    private final int channels;
    private final FlacEncoder encoder;

    FlacRepair(SampleFormat.Audio flac, FrameForm form) {
        this.form = form;
        this.channels = flac.channels();
        this.encoder = new FlacEncoder(flac.sampleRate(), channels, form.sampleBytes() == 3 ? 24 : 16);
    }

    @Override
    public boolean changesNothing() {
        return false;
    }

    @Override
    public void append(ByteBuffer frame, long firstSample, ByteSink out) throws MalformedMediaException {
        int stepBytes = channels * form.sampleBytes();
        int count = frame.remaining() / stepBytes;
        if (count == 0 || count > FlacEncoder.BLOCK_SAMPLES_MAX || count * stepBytes != frame.remaining()) {
            throw new MalformedMediaException(
                    "a packet of " + frame.remaining() + " bytes for " + channels + " channels", 0);
        }
        int[][] samples = new int[channels][count];
        int at = frame.position();
        for (int i = 0; i < count; i++) {
            for (int channel = 0; channel < channels; channel++) {
                samples[channel][i] = sample(frame, at);
                at += form.sampleBytes();
            }
        }
        encoder.append(samples, firstSample, out);
    }

    private int sample(ByteBuffer in, int at) {
        return switch (form) {
            case ALAW -> G711.alaw(in.get(at));
            case MULAW -> G711.mulaw(in.get(at));
            case PCM_U8 -> ((in.get(at) & 0xFF) - 128) << 8;
            case PCM_S16LE -> in.get(at + 1) << 8 | (in.get(at) & 0xFF);
            case PCM_S16BE -> in.get(at) << 8 | (in.get(at + 1) & 0xFF);
            case PCM_S24LE -> in.get(at + 2) << 16 | (in.get(at + 1) & 0xFF) << 8 | (in.get(at) & 0xFF);
            case PCM_S24BE -> in.get(at) << 16 | (in.get(at + 1) & 0xFF) << 8 | (in.get(at + 2) & 0xFF);
            case NAL_LENGTH_4, NAL_LENGTH_2, NAL_LENGTH_1, ANNEX_B, PACKETS, ADTS -> throw new AssertionError(form);
        };
    }
}
