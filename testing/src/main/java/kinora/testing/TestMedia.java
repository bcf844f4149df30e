package kinora.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Track;
import kinora.producer.FragmentWriter;
import kinora.producer.MediaFrame;

/// Media that looks like a camera's and is different in every byte for every seed: length-prefixed H.264 slices with
/// random content, one key frame a fragment, and packets of sound between them.
public record TestMedia(List<Track> tracks, List<MediaFrame> frames) {
    public static final long VIDEO_TRACK = 1;
    public static final long AUDIO_TRACK = 2;

    private static final int NAL_IDR = 0x65;
    private static final int NAL_SLICE = 0x41;
    private static final int AUDIO_BYTES = 180;
    private static final Bytes AVCC = Bytes.of(new byte[] {
        1, 0x42, (byte) 0xC0, 0x1F, (byte) 0xFF, (byte) 0xE1, 0, 4, 0x67, 0x42, (byte) 0xC0, 0x1F, 1, 0, 2, 0x68, 0x01
    });
    private static final Bytes AUDIO_SPECIFIC_CONFIG = Bytes.of(new byte[] {0x11, (byte) 0x88});

    public TestMedia {
        tracks = List.copyOf(tracks);
        frames = List.copyOf(frames);
    }

    /// How much of it there is.
    ///
    /// @param frameBytes size of a picture; key frames are twice as large
    public record Shape(
            int fragments,
            int framesPerFragment,
            int frameIntervalMs,
            int frameBytes,
            boolean audio,
            long firstTimestampMs) {
        /// Fragments of one second with 25 pictures of 2 KB and sound.
        public static Shape seconds(int seconds, long firstTimestampMs) {
            return new Shape(seconds, 25, 40, 2_000, true, firstTimestampMs);
        }
    }

    public static TestMedia of(Shape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MediaFrame> frames = new ArrayList<>();
        for (int i = 0; i < shape.fragments() * shape.framesPerFragment(); i++) {
            boolean key = i % shape.framesPerFragment() == 0;
            long timestampMs = shape.firstTimestampMs() + (long) i * shape.frameIntervalMs();
            frames.add(new MediaFrame(VIDEO_TRACK, timestampMs, key, picture(random, key, shape.frameBytes())));
            if (shape.audio()) {
                frames.add(new MediaFrame(
                        AUDIO_TRACK, timestampMs + shape.frameIntervalMs() / 2, true, bytes(random, AUDIO_BYTES)));
            }
        }
        return new TestMedia(tracks(shape.audio()), frames);
    }

    /// The whole as one Matroska document, as [FragmentWriter] writes it.
    ///
    /// @param originMs taken off every timestamp: 0 for absolute timecodes
    public byte[] mkv(long originMs) {
        ByteSink document = new ByteSink(1 << 20);
        FragmentWriter writer = new FragmentWriter(tracks, originMs, buffers -> {
            for (ByteBuffer buffer : buffers) {
                document.bytes(buffer.duplicate());
            }
        });
        try {
            for (MediaFrame frame : frames) {
                writer.write(frame);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document.toByteArray();
    }

    /// The frames of each fragment, in order.
    public List<List<MediaFrame>> fragments() {
        List<List<MediaFrame>> fragments = new ArrayList<>();
        for (MediaFrame frame : frames) {
            if (frame.trackNumber() == VIDEO_TRACK && frame.key()) {
                fragments.add(new ArrayList<>());
            }
            fragments.get(fragments.size() - 1).add(frame);
        }
        return fragments;
    }

    private static List<Track> tracks(boolean audio) {
        Track video = Track.video(VIDEO_TRACK, "V_MPEG4/ISO/AVC", AVCC, 640, 360);
        Track sound = Track.audio(AUDIO_TRACK, "A_AAC", AUDIO_SPECIFIC_CONFIG, 48_000, 1);
        return audio ? List.of(video, sound) : List.of(video);
    }

    private static ByteBuffer picture(SplittableRandom random, boolean key, int frameBytes) {
        ByteBuffer picture = bytes(random, key ? 2 * frameBytes : frameBytes);
        picture.putInt(0, picture.remaining() - Integer.BYTES);
        picture.put(Integer.BYTES, (byte) (key ? NAL_IDR : NAL_SLICE));
        return picture;
    }

    private static ByteBuffer bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
