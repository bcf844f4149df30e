package kinora.bench.load;

import java.util.ArrayList;
import java.util.List;

/// What a producer sends: the frames of one fragment, over and over.
///
/// @param fragmentMs how long one fragment lasts; 0 sends as fast as the server reads
/// @param chunkBytes body bytes in one HTTP chunk at most
record MediaShape(List<Frame> frames, long fragmentMs, int chunkBytes) {
    /// @param track 1 is the picture, 2 the sound
    record Frame(int track, long atUs, int bytes, boolean key) {}

    private static final int WHOLE_PACKET = 64 << 10;

    /// 30 pictures and 47 sound packets a second, 2.17 Mbit/s, a key frame each 2 s.
    static MediaShape camera() {
        int soundBytes = 340;
        int keyBytes = 60_000;
        int pictureBytes = (542_500 - keyBytes - 94 * soundBytes) / 59;
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Pictures differ in size, their sum does not.
            int swing = i == 0 ? 0 : (i % 2 == 0 ? -1 : 1) * (i % 7) * 300;
            frames.add(new Frame(1, i * 2_000_000L / 60, i == 0 ? keyBytes : pictureBytes + swing, i == 0));
        }
        for (int i = 0; i < 94; i++) {
            frames.add(new Frame(2, 5_000 + i * 2_000_000L / 94, soundBytes, true));
        }
        frames.sort((a, b) -> Long.compare(a.atUs(), b.atUs()));
        return new MediaShape(frames, 2_000, WHOLE_PACKET);
    }

    /// One picture of 1 KB each 10 s, each a fragment of its own: the dearest way to be idle.
    static MediaShape idle() {
        return new MediaShape(List.of(new Frame(1, 0, 1_000, true)), 10_000, WHOLE_PACKET);
    }

    /// 100 MB a second in fragments of a second.
    static MediaShape fat() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            frames.add(new Frame(1, i * 40_000L, 4_000_000, i == 0));
        }
        return new MediaShape(frames, 1_000, WHOLE_PACKET);
    }

    /// Small fragments in chunks of one byte, as fast as they are taken.
    static MediaShape bytes() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            frames.add(new Frame(1, i * 100_000L, 2_000, i == 0));
        }
        return new MediaShape(frames, 0, 1);
    }

    /// Fragments of 50 MB, as fast as they are taken.
    static MediaShape huge() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            frames.add(new Frame(1, i * 200_000L, 1_000_000, i == 0));
        }
        return new MediaShape(frames, 0, WHOLE_PACKET);
    }

    static MediaShape named(String name) {
        return switch (name) {
            case "camera" -> camera();
            case "idle" -> idle();
            case "fat" -> fat();
            case "bytes" -> bytes();
            case "huge" -> huge();
            default -> throw new IllegalArgumentException("no such media: " + name);
        };
    }

    boolean hasSound() {
        return frames.stream().anyMatch(frame -> frame.track() == 2);
    }

    /// From one fragment's timecode to the next one's.
    long timecodeStepMs() {
        return fragmentMs > 0 ? fragmentMs : 10_000;
    }
}
