package kinora.formats.codec;

import java.nio.ByteBuffer;
import java.util.Locale;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.aac.AdtsHeader;
import kinora.formats.codec.aac.AudioSpecificConfig;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// AAC tracks: AudioSpecificConfig from CodecPrivate, else from the ADTS header of a frame, else from the codec id.
final class AacTrackCodec implements TrackCodec {
    @Override
    public FrameForm form(Track track, @Nullable ByteBuffer firstFrame) {
        return firstFrame != null && AdtsHeader.begins(firstFrame) ? FrameForm.ADTS : FrameForm.PACKETS;
    }

    @Override
    public SampleFormat format(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        Bytes codecPrivate = track.codecPrivate();
        if (codecPrivate == null || codecPrivate.length() == 0) {
            AudioSpecificConfig config = withoutPrivate(track, firstFrame);
            return format(config, config.write(), track);
        }
        return format(codecPrivate, track);
    }

    static SampleFormat format(Bytes audioSpecificConfig, Track track) throws CodecException {
        AudioSpecificConfig config;
        try {
            config = AudioSpecificConfig.read(audioSpecificConfig.asByteBuffer());
        } catch (MalformedMediaException e) {
            throw new CodecException(
                    CodecException.Kind.INVALID, "its AudioSpecificConfig cannot be read: " + e.getMessage());
        }
        return format(config, audioSpecificConfig, track);
    }

    private static SampleFormat format(AudioSpecificConfig config, Bytes written, Track track) throws CodecException {
        Track.Audio audio = track.audio();
        int channels = config.channels() > 0 || audio == null ? config.channels() : audio.channels();
        if (!config.isAac()) {
            throw new CodecException(
                    CodecException.Kind.UNSUPPORTED,
                    "MPEG-4 audio object type " + config.objectType() + " cannot be played back");
        }
        if (channels <= 0) {
            throw new CodecException(CodecException.Kind.INVALID, "nothing says how many channels it has");
        }
        return new SampleFormat.Audio(
                AudioCodec.AAC, config.sampleRate(), channels, config.samplesPerPacket(), written, config.codecs());
    }

    private static AudioSpecificConfig withoutPrivate(Track track, @Nullable ByteBuffer firstFrame)
            throws CodecException {
        if (firstFrame != null && AdtsHeader.begins(firstFrame)) {
            try {
                return AdtsHeader.read(firstFrame).configuration();
            } catch (MalformedMediaException e) {
                throw new CodecException(
                        CodecException.Kind.MISSING,
                        "it has no CodecPrivate, and its ADTS header cannot be read: " + e.getMessage());
            }
        }
        return fromCodecId(track);
    }

    /// The old ids name profile and the track its sound: "A_AAC/MPEG4/LC" needs no CodecPrivate.
    private static AudioSpecificConfig fromCodecId(Track track) throws CodecException {
        Track.Audio audio = track.audio();
        boolean lc = track.codecId().toUpperCase(Locale.ROOT).matches("A_AAC/MPEG[24]/LC");
        int channels = audio == null ? 0 : audio.channels();
        if (!lc || audio == null || audio.samplingFrequency() < 1 || channels < 1 || channels > 6) {
            throw new CodecException(CodecException.Kind.MISSING, "it has no CodecPrivate");
        }
        return AudioSpecificConfig.lc((int) Math.min(audio.samplingFrequency(), 0xFFFFFF), channels);
    }
}
