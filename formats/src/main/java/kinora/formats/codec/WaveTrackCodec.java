package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.pcm.WaveFormat;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// `A_MS/ACM`: CodecPrivate is a WAVE header that names the codec. Cameras send G.711 this way.
final class WaveTrackCodec implements TrackCodec {
    @Override
    public SampleFormat format(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        WaveFormat wave = wave(track);
        return switch (wave.tag()) {
            case WaveFormat.ALAW -> g711(wave, AudioCodec.G711_ALAW, "alaw");
            case WaveFormat.MULAW -> g711(wave, AudioCodec.G711_MULAW, "ulaw");
            case WaveFormat.PCM -> PcmTrackCodec.flac(wave.sampleRate(), wave.channels(), wave.bitsPerSample());
            case WaveFormat.RAW_AAC -> AacTrackCodec.format(wave.extra(), track);
            default -> throw unsupported(wave);
        };
    }

    @Override
    public FrameForm form(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        WaveFormat wave = wave(track);
        return switch (wave.tag()) {
            case WaveFormat.ALAW -> FrameForm.ALAW;
            case WaveFormat.MULAW -> FrameForm.MULAW;
            case WaveFormat.PCM -> PcmTrackCodec.form(wave.bitsPerSample(), true);
            case WaveFormat.RAW_AAC -> FrameForm.PACKETS;
            default -> throw unsupported(wave);
        };
    }

    private static SampleFormat g711(WaveFormat wave, AudioCodec codec, String codecs) {
        Bytes none = Bytes.of(new byte[0]);
        return new SampleFormat.Audio(codec, wave.sampleRate(), wave.channels(), 0, none, codecs);
    }

    private static WaveFormat wave(Track track) throws CodecException {
        Bytes codecPrivate = track.codecPrivate();
        if (codecPrivate == null || codecPrivate.length() == 0) {
            throw new CodecException(CodecException.Kind.MISSING, "it has no CodecPrivate");
        }
        try {
            return WaveFormat.read(codecPrivate.asByteBuffer());
        } catch (MalformedMediaException e) {
            throw new CodecException(
                    CodecException.Kind.INVALID, "its CodecPrivate is no WAVE header: " + e.getMessage());
        }
    }

    private static CodecException unsupported(WaveFormat wave) {
        return new CodecException(
                CodecException.Kind.UNSUPPORTED,
                String.format("WAVE format tag 0x%04x cannot be played back", wave.tag()));
    }
}
