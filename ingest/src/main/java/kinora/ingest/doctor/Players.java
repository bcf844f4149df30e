package kinora.ingest.doctor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.VideoCodec;
import kinora.formats.codec.h264.AvcConfiguration;
import kinora.formats.codec.h264.H264Sps;
import kinora.formats.mkv.Track;
import kinora.ingest.doctor.PlayerVerdict.Plays;
import org.jspecify.annotations.Nullable;

/// Which players take the stream over HLS and DASH of this server.
final class Players {
    private static final List<String> BROWSERS = List.of("Chrome", "Firefox", "Safari");

    private Players() {}

    static List<PlayerVerdict> of(Exam exam, Map<Integer, SampleFormat> formats) {
        int videoIndex = exam.first(Track.TYPE_VIDEO);
        int audioIndex = exam.first(Track.TYPE_AUDIO);
        SampleFormat video = formats.get(videoIndex);
        SampleFormat audio = formats.get(audioIndex);
        List<PlayerVerdict> verdicts = new ArrayList<>();
        for (String browser : BROWSERS) {
            verdicts.add(browser(browser, videoIndex >= 0, (SampleFormat.Video) video, audioIndex >= 0, audio));
        }
        verdicts.add(ffmpeg(videoIndex >= 0 && video == null, video == null && audio == null));
        return verdicts;
    }

    private static PlayerVerdict browser(
            String name,
            boolean hasVideo,
            SampleFormat.@Nullable Video video,
            boolean hasAudio,
            @Nullable SampleFormat audio) {
        if (hasVideo ? video == null : audio == null) {
            return new PlayerVerdict(name, Plays.NO, "What it would have to decode is missing; see the errors.");
        }
        if (video != null && video.codec() == VideoCodec.H265) {
            return h265(name);
        }
        String rare = video == null ? "" : rareProfile(video);
        if (!rare.isEmpty()) {
            return new PlayerVerdict(name, Plays.NO, "It does not decode " + rare + ".");
        }
        if (hasAudio && audio == null) {
            return new PlayerVerdict(name, Plays.PARTLY, "Pictures without sound.");
        }
        return new PlayerVerdict(name, Plays.YES, "It plays.");
    }

    private static PlayerVerdict h265(String name) {
        return switch (name) {
            case "Safari" -> new PlayerVerdict(name, Plays.YES, "It plays.");
            case "Chrome" ->
                new PlayerVerdict(name, Plays.PARTLY, "H.265 only where the machine decodes it in hardware.");
            default -> new PlayerVerdict(name, Plays.PARTLY, "H.265 only on some systems, and in late versions.");
        };
    }

    /// What no browser decodes: chroma that is not halved both ways, or more than 8 bits.
    private static String rareProfile(SampleFormat.Video video) {
        try {
            Bytes sps = AvcConfiguration.read(video.configuration().asByteBuffer())
                    .sps()
                    .getFirst();
            ByteBuffer unit = sps.asByteBuffer();
            H264Sps parsed = H264Sps.read(unit);
            String chroma = parsed.chromaFormat() > 1 ? "4:2:2 or 4:4:4 pictures" : "";
            return parsed.bitDepthLuma() > 8 ? "pictures of " + parsed.bitDepthLuma() + " bits" : chroma;
        } catch (MalformedMediaException e) {
            throw new IllegalStateException("a configuration that was read before", e);
        }
    }

    private static PlayerVerdict ffmpeg(boolean noPictures, boolean nothing) {
        if (nothing) {
            return new PlayerVerdict("ffmpeg", Plays.NO, "What it would have to decode is missing; see the errors.");
        }
        return noPictures
                ? new PlayerVerdict("ffmpeg", Plays.PARTLY, "Sound without pictures.")
                : new PlayerVerdict("ffmpeg", Plays.YES, "It plays.");
    }
}
