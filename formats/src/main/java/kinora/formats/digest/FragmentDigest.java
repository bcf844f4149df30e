package kinora.formats.digest;

import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;

/// What is worth knowing about a fragment without reading it: its tracks, and where each frame lies.
///
/// ```
/// | version 1 | tracks | one entry a track …                                              | frames | table …
///    u8         varint   number, first time, last − first, frames, bytes, key frames: varints  varint
///
/// one frame:  | head u8 | [track] | [gap] | [time] | size |
///   head, from the low bit:  1 key frame
///                            1 gap follows, else that of the track's last frame
///                            2 track index, 3: a varint follows with the index
///                            4 surprise in ms + 7, 15: a signed varint follows with the surprise
///   gap       bytes between the end of the frame before (of any track) and this one
///   surprise  (this time − the track's last time) − the step before that
/// ```
/// Times are signed, relative to the Cluster's timestamp; numbers are [Varint]s. A frame of a camera takes 3 bytes.
/// A version is never reused: another layout takes the next number, and this one stays readable.
public final class FragmentDigest {
    /// A minute of 16 tracks at 100 packets a second.
    public static final int FRAMES_MAX = 100_000;

    /// As many as the Matroska parser lets through.
    public static final int TRACKS_MAX = 64;

    /// 34 years from the Cluster's timestamp: with larger times the sums of the coding could overflow.
    static final long TIME_MS_MAX = 1L << 40;

    /// Far above every fragment, far below an overflow.
    static final long OFFSET_BYTES_MAX = 1L << 48;

    static final int VERSION = 1;
    static final int HEAD_KEY = 1;
    static final int HEAD_GAP = 2;
    static final int TRACK_SHIFT = 2;
    static final int TRACK_ESCAPE = 3;
    static final int TIME_SHIFT = 4;
    static final int TIME_BIAS = 7;
    static final int TIME_ESCAPE = 15;

    /// Head and size: no frame takes less, so a table cannot claim more frames than half its bytes.
    private static final int FRAME_BYTES_MIN = 2;

    private final byte[] bytes;
    private final List<TrackDigest> tracks;
    private final int frameCount;
    private final int tableOffset;

    private FragmentDigest(byte[] bytes, List<TrackDigest> tracks, int frameCount, int tableOffset) {
        this.bytes = bytes;
        this.tracks = List.copyOf(tracks);
        this.frameCount = frameCount;
        this.tableOffset = tableOffset;
    }

    /// Reads the tracks now and leaves the frame table to [#frames()]. The array must not change afterwards.
    public static FragmentDigest read(byte[] bytes) throws MalformedMediaException {
        DigestReader in = new DigestReader(bytes, 0);
        int version = in.u8();
        if (version != VERSION) {
            throw in.malformed("digest version " + version + " is not known");
        }
        int trackCount = in.intUpTo(TRACKS_MAX, "the number of tracks");
        List<TrackDigest> tracks = new ArrayList<>();
        long frames = 0;
        for (int i = 0; i < trackCount; i++) {
            TrackDigest track = readTrack(in);
            frames += track.frames();
            tracks.add(track);
        }
        int frameCount = in.intUpTo(FRAMES_MAX, "the number of frames");
        if (frameCount != frames || frameCount > in.bytesLeft() / FRAME_BYTES_MIN) {
            throw in.malformed("a digest of " + frameCount + " frames does not add up");
        }
        return new FragmentDigest(bytes, tracks, frameCount, in.position());
    }

    private static TrackDigest readTrack(DigestReader in) throws MalformedMediaException {
        long number = in.varint();
        long firstMs = in.signed();
        long spanMs = in.varint();
        int frames = in.intUpTo(FRAMES_MAX, "a track's number of frames");
        long payloadBytes = in.varint();
        int keyFrames = in.intUpTo(frames, "a track's number of key frames");
        if (number == 0 || !isNear(firstMs) || spanMs > 2 * TIME_MS_MAX) {
            throw in.malformed("track " + number + " of the digest lies out of all bounds");
        }
        return new TrackDigest(number, firstMs, firstMs + spanMs, frames, payloadBytes, keyFrames);
    }

    static boolean isNear(long timeMs) {
        return timeMs >= -TIME_MS_MAX && timeMs <= TIME_MS_MAX;
    }

    /// In the order in which the stream's header defines them, those without frames too.
    public List<TrackDigest> tracks() {
        return tracks;
    }

    public int frameCount() {
        return frameCount;
    }

    /// The frames in the order in which they arrived.
    public FrameCursor frames() {
        return new FrameCursor(new DigestReader(bytes, tableOffset), tracks, frameCount);
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }
}
