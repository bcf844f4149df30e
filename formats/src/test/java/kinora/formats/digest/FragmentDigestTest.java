package kinora.formats.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import kinora.formats.MalformedMediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentDigestTest {
    private record Frame(int track, long timeMs, boolean key, long offset, int size) {}

    private static List<Frame> framesOf(FragmentDigest digest) throws MalformedMediaException {
        List<Frame> frames = new ArrayList<>();
        FrameCursor at = digest.frames();
        while (at.next()) {
            frames.add(new Frame(at.trackIndex(), at.timeMs(), at.keyFrame(), at.offsetBytes(), at.sizeBytes()));
        }
        return frames;
    }

    private static void add(DigestBuilder builder, List<Frame> frames) {
        frames.forEach(f -> builder.frame(f.track, f.timeMs, f.key, f.offset, f.size));
    }

    /// Two seconds as a camera sends them: video of 30 frames a second in 7 KB, audio of 47 packets in 200 bytes.
    private static List<Frame> camera(Random random, boolean fixedHeaders) {
        List<Frame> frames = new ArrayList<>();
        long offset = 21;
        int audio = 0;
        for (int video = 0; video < 60; video++) {
            while (audio * 1000 / 47 < video * 1000 / 30) {
                int size = 200 + random.nextInt(40) - 20;
                offset += fixedHeaders ? 13 : 7;
                frames.add(new Frame(1, audio * 1000L / 47, true, offset, size));
                offset += size;
                audio++;
            }
            int size = video == 0 ? 60_000 : 7_000 + random.nextInt(3_000) - 1_500;
            offset += fixedHeaders ? 13 : size > 16_000 ? 8 : 7;
            frames.add(new Frame(0, video * 1000L / 30, video == 0, offset, size));
            offset += size;
        }
        return frames;
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void cameraFrames_readBack_inThreeBytesEach(boolean fixedHeaders) throws Exception {
        DigestBuilder builder = new DigestBuilder(new long[] {1, 2});
        for (int fragment = 0; fragment < 3; fragment++) {
            List<Frame> frames = camera(new Random(fragment), fixedHeaders);
            builder.clear();
            add(builder, frames);
            byte[] bytes = builder.toByteArray();
            FragmentDigest digest = FragmentDigest.read(bytes);
            assertThat(framesOf(digest)).isEqualTo(frames);
            assertThat(digest.frameCount()).isEqualTo(153).isEqualTo(builder.frameCount());
            assertThat(digest.toByteArray()).isEqualTo(bytes);
            assertThat((double) bytes.length / frames.size()).isBetween(2.9, 3.3);
        }
    }

    @Test
    void trackSums_areKept_forTracksWithoutFramesToo() throws Exception {
        DigestBuilder builder = new DigestBuilder(new long[] {7, 1L << 55, 3});
        builder.frame(0, -5, true, 30, 100);
        builder.frame(0, 61, false, 140, 10);
        builder.frame(0, 28, false, 150, 0);
        builder.frame(2, 1_000_000, true, 160, 1);
        FragmentDigest digest = FragmentDigest.read(builder.toByteArray());
        assertThat(digest.tracks())
                .containsExactly(
                        new TrackDigest(7, -5, 61, 3, 110, 1),
                        new TrackDigest(1L << 55, 0, 0, 0, 0, 0),
                        new TrackDigest(3, 1_000_000, 1_000_000, 1, 1, 1));
        assertThat(builder.trackIndex(3)).isEqualTo(2);
        assertThat(builder.trackIndex(4)).isEqualTo(-1);
        assertThat(builder.firstMs(0)).isEqualTo(-5);
        assertThat(builder.lastMs(0)).isEqualTo(61);
        assertThat(builder.frameCount(1)).isZero();
    }

    @Test
    void layoutOfVersion1_neverChanges() throws Exception {
        DigestBuilder builder = new DigestBuilder(new long[] {1, 2});
        builder.frame(0, 0, true, 20, 300);
        builder.frame(1, 21, true, 326, 5);
        builder.frame(0, 33, false, 338, 100);
        builder.frame(0, 66, false, 445, 100);
        String recorded =
                "01 02  01 00 42 03 f403 01  02 2a 00 01 05 01  04" + "  73 14 ac02  f7 06 2a 05  f2 07 42 64  70 64";
        assertThat(HexFormat.of().formatHex(builder.toByteArray())).isEqualTo(recorded.replace(" ", ""));
        assertThat(framesOf(FragmentDigest.read(HexFormat.of().parseHex(recorded.replace(" ", "")))))
                .hasSize(4);
    }

    @Test
    void emptyDigest_readsBack() throws Exception {
        FragmentDigest digest = FragmentDigest.read(new DigestBuilder(new long[0]).toByteArray());
        assertThat(digest.tracks()).isEmpty();
        assertThat(framesOf(digest)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42})
    void anyFrames_readBack(long seed) throws Exception {
        Random random = new Random(seed);
        long[] tracks = new long[1 + random.nextInt(FragmentDigest.TRACKS_MAX)];
        Arrays.setAll(tracks, i -> i + 1);
        DigestBuilder builder = new DigestBuilder(tracks);
        List<Frame> frames = new ArrayList<>();
        long offset = 0;
        for (int i = 0; i < 2_000; i++) {
            offset += random.nextInt(1 << random.nextInt(20));
            int size = random.nextInt(1 << random.nextInt(30));
            long timeMs = random.nextLong() >> (23 + random.nextInt(40));
            frames.add(new Frame(random.nextInt(tracks.length), timeMs, random.nextBoolean(), offset, size));
            offset += size;
        }
        add(builder, frames);
        assertThat(framesOf(FragmentDigest.read(builder.toByteArray()))).isEqualTo(frames);
    }

    @Test
    void fullDigest_saysSo_andReadsBack() throws Exception {
        DigestBuilder builder = new DigestBuilder(new long[] {1});
        for (int i = 0; i < FragmentDigest.FRAMES_MAX; i++) {
            assertThat(builder.isFull()).isFalse();
            builder.frame(0, i, false, i * 10L, 3);
        }
        assertThat(builder.isFull()).isTrue();
        assertThatThrownBy(() -> builder.frame(0, 0, false, 2_000_000, 3)).isInstanceOf(IllegalArgumentException.class);
        byte[] bytes = builder.toByteArray();
        assertThat(bytes).hasSizeLessThan(FragmentDigest.FRAMES_MAX * 2 + 100);
        assertThat(framesOf(FragmentDigest.read(bytes))).hasSize(FragmentDigest.FRAMES_MAX);
        builder.clear();
        assertThat(builder.isFull()).isFalse();
    }

    @Test
    void framesThatOverlapOrLieOutOfBounds_areOurOwnMistake() {
        DigestBuilder builder = new DigestBuilder(new long[] {1});
        builder.frame(0, 0, true, 10, 10);
        assertThatThrownBy(() -> builder.frame(0, 1, true, 19, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.frame(0, 1, true, 20, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.frame(0, Long.MIN_VALUE, true, 20, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.frame(0, 1, true, 1L << 49, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.frameCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | the digest is cut off (at byte 0)
            02                            | digest version 2 is not known (at byte 1)
            01 41                         | the number of tracks in the digest is 65, more than 64 (at byte 2)
            01 01 00 00 00 00 00 00 00    | track 0 of the digest lies out of all bounds (at byte 8)
            01 01 01 00 00 00 00 01 00    | a track's number of key frames in the digest is 1, more than 0 (at byte 8)
            01 00 01 70 00                | a digest of 1 frames does not add up (at byte 3)
            01 01 01 00 00 02 00 00 02 7000 | a digest of 2 frames does not add up (at byte 9)
            01 01 ffffffffffffffffffff    | a number in the digest is too long (at byte 11)
            """)
    void badDigest_isNamed(String hex, String explanation) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> FragmentDigest.read(bytes))
                .isInstanceOf(MalformedMediaException.class)
                .hasMessage(explanation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            74 00         | a frame of the digest names track index 1 (at byte 10)
            72 ffff0a     | the digest is cut off (at byte 13)
            7000 00       | bytes follow the digest's last frame (at byte 11)
            72 ffffffffffffffff7f 00 | a frame of the digest lies out of all bounds (at byte 20)
            f0 ffffffffffffffff7f 00 | a frame of the digest lies out of all bounds (at byte 20)
            """)
    void badFrame_isNamed(String hex, String explanation) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(("010101000001000001" + hex).replace(" ", ""));
        FragmentDigest digest = FragmentDigest.read(bytes);
        assertThatThrownBy(() -> framesOf(digest))
                .isInstanceOf(MalformedMediaException.class)
                .hasMessage(explanation);
    }

    /// Untrusted bytes end in a digest or in a MalformedMediaException; nothing else.
    @FuzzTest(maxDuration = "5s")
    void anyBytesAreReadOrRefused(byte[] input) {
        readOrRefuse(input);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void mutatedDigestsAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        DigestBuilder builder = new DigestBuilder(new long[] {1, 2});
        add(builder, camera(random, false).subList(0, 20));
        for (int i = 0; i < 2_000; i++) {
            byte[] mutant = Arrays.copyOf(builder.toByteArray(), 20 + random.nextInt(80));
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            mutant[random.nextInt(mutant.length)] |= (byte) 0x80;
            readOrRefuse(mutant);
        }
    }

    private static void readOrRefuse(byte[] input) {
        try {
            FragmentDigest digest = FragmentDigest.read(input);
            assertThat(framesOf(digest)).hasSize(digest.frameCount());
        } catch (MalformedMediaException e) {
            assertThat(e.offsetBytes()).isBetween(0L, (long) input.length);
        }
    }
}
