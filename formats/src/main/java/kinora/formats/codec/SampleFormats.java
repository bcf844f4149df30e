package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.codec.flac.FlacEncoder;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// From a Matroska track to what MP4 and playlists say of it.
public final class SampleFormats {
    private SampleFormats() {}

    /// Whether the codec is one of those below, whatever its configuration.
    public static boolean knows(Track track) {
        try {
            TrackCodec.of(track);
            return true;
        } catch (CodecException e) {
            return false;
        }
    }

    /// H.264, H.265, AAC, FLAC and G.711 as they are; plain PCM as the FLAC that [FrameRepair] makes of it. A
    /// configuration that is missing, broken or in Annex B form is rebuilt from the frame; it is for NAL lengths of
    /// 4 bytes, always. The frame's position stays where it is.
    ///
    /// @param firstFrame the first key frame of a video track, any frame of another; null where there is none yet
    public static SampleFormat of(Track track, @Nullable ByteBuffer firstFrame) throws CodecException {
        return TrackCodec.of(track).format(track, firstFrame);
    }

    /// The FLAC that [FrameRepair] makes of G.711, for players that do not know it.
    public static SampleFormat.Audio asFlac(SampleFormat.Audio g711) {
        if (g711.codec() != AudioCodec.G711_ALAW && g711.codec() != AudioCodec.G711_MULAW) {
            throw new IllegalArgumentException(g711.codec() + " is no G.711");
        }
        return PcmTrackCodec.flacFormat(new FlacEncoder(g711.sampleRate(), g711.channels(), 16));
    }
}
