package kinora.formats.mp4;

import java.util.List;
import kinora.formats.codec.SampleFormat;

/// A track as a file declares it. Several formats, all of one kind, where a track's configuration changes on its way.
public record Mp4Track(int trackId, int timescale, List<SampleFormat> formats) {
    /// More changes than any player is known to follow.
    public static final int FORMATS_MAX = 1_000;

    public Mp4Track {
        if (trackId <= 0 || timescale <= 0) {
            throw new IllegalArgumentException("track " + trackId + ", timescale " + timescale);
        }
        formats = List.copyOf(formats);
        if (formats.isEmpty() || formats.size() > FORMATS_MAX) {
            throw new IllegalArgumentException(formats.size() + " sample formats");
        }
        boolean video = formats.get(0) instanceof SampleFormat.Video;
        for (SampleFormat format : formats) {
            if (format instanceof SampleFormat.Video != video) {
                throw new IllegalArgumentException("pictures and sound in track " + trackId);
            }
        }
    }

    public Mp4Track(int trackId, int timescale, SampleFormat format) {
        this(trackId, timescale, List.of(format));
    }

    public boolean isVideo() {
        return formats.get(0) instanceof SampleFormat.Video;
    }

    /// The format with which the track begins.
    SampleFormat first() {
        return formats.get(0);
    }
}
