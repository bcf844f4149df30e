package kinora.formats.mkv;

import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.ebml.ElementCursor;
import org.jspecify.annotations.Nullable;

/// Reads Tracks, once it is whole in memory.
final class TracksReader {
    private static final String LANGUAGE_DEFAULT = "eng";
    private static final double SAMPLING_FREQUENCY_DEFAULT = 8000;

    private TracksReader() {}

    static List<Track> read(ElementCursor at, MkvLimits limits) throws MalformedMediaException {
        List<Track> tracks = new ArrayList<>();
        while (at.next()) {
            if (HeaderMasters.known(at.id()) != MatroskaElement.TRACK_ENTRY) {
                continue;
            }
            if (tracks.size() == limits.tracksMax()) {
                throw at.malformed("more than " + limits.tracksMax() + " tracks");
            }
            Track track = new Entry().read(at, limits);
            if (tracks.stream().anyMatch(earlier -> earlier.number() == track.number())) {
                throw at.malformed("two tracks have number " + track.number());
            }
            tracks.add(track);
        }
        return List.copyOf(tracks);
    }

    /// One TrackEntry while it is read.
    private static final class Entry {
        private long number;
        private long uid;
        private int type;
        private String codecId = "";
        private @Nullable Bytes codecPrivate;
        private @Nullable String name;
        private @Nullable String language;
        private long defaultDurationNs;
        private Track.@Nullable Video video;
        private Track.@Nullable Audio audio;

        Track read(ElementCursor entry, MkvLimits limits) throws MalformedMediaException {
            ElementCursor at = entry.children();
            while (at.next()) {
                child(at, limits);
            }
            if (number == 0 || type == 0 || codecId.isEmpty()) {
                throw entry.malformed("a TrackEntry lacks its "
                        + (number == 0 ? "TrackNumber" : type == 0 ? "TrackType" : "CodecID"));
            }
            return new Track(number, uid, type, codecId, codecPrivate, name, language, defaultDurationNs, video, audio);
        }

        private void child(ElementCursor at, MkvLimits limits) throws MalformedMediaException {
            switch (HeaderMasters.known(at.id())) {
                case TRACK_NUMBER -> number = at.unsigned(0);
                case TRACK_UID -> uid = at.bits();
                case TRACK_TYPE -> type = at.unsignedInt(0);
                case CODEC_ID -> codecId = at.text();
                case CODEC_PRIVATE -> codecPrivate = codecPrivate(at, limits);
                case NAME -> name = at.text();
                case LANGUAGE -> language = at.dataBytes() == 0 ? LANGUAGE_DEFAULT : at.text();
                case DEFAULT_DURATION -> defaultDurationNs = at.unsigned(0);
                case VIDEO -> video = video(at.children());
                case AUDIO -> audio = audio(at.children());
                default -> {} // flags, gains, content encodings: kept in the bytes, not needed here
            }
        }
    }

    private static Bytes codecPrivate(ElementCursor at, MkvLimits limits) throws MalformedMediaException {
        if (at.dataBytes() > limits.codecPrivateBytesMax()) {
            throw at.malformed("a CodecPrivate of " + at.dataBytes() + " bytes");
        }
        return at.binary();
    }

    private static Track.Video video(ElementCursor at) throws MalformedMediaException {
        int width = 0;
        int height = 0;
        while (at.next()) {
            switch (HeaderMasters.known(at.id())) {
                case PIXEL_WIDTH -> width = at.unsignedInt(0);
                case PIXEL_HEIGHT -> height = at.unsignedInt(0);
                default -> {} // colour, cropping, display size
            }
        }
        return new Track.Video(width, height);
    }

    private static Track.Audio audio(ElementCursor at) throws MalformedMediaException {
        double samplingFrequency = SAMPLING_FREQUENCY_DEFAULT;
        int channels = 1;
        int bitDepth = 0;
        while (at.next()) {
            switch (HeaderMasters.known(at.id())) {
                case SAMPLING_FREQUENCY -> samplingFrequency = at.floating(SAMPLING_FREQUENCY_DEFAULT);
                case CHANNELS -> channels = at.unsignedInt(1);
                case BIT_DEPTH -> bitDepth = at.unsignedInt(0);
                default -> {} // output frequency, emphasis
            }
        }
        return new Track.Audio(samplingFrequency, channels, bitDepth);
    }
}
