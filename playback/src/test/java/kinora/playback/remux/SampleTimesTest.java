package kinora.playback.remux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.AudioCodec;
import kinora.formats.codec.FrameForm;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.VideoCodec;
import kinora.formats.mkv.Track;
import kinora.formats.mp4.SampleTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: samples are decoded and shown when the producer said, and parts cut early are those of the whole.
class SampleTimesTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final Bytes NOTHING = Bytes.of(new byte[0]);

    private static PlayableTrack video(int reorderFrames, double framesPerSecond) {
        Track source = Track.video(1, "V_MPEG4/ISO/AVC", null, 640, 360);
        SampleFormat format = new SampleFormat.Video(
                VideoCodec.H264, 640, 360, NOTHING, reorderFrames, framesPerSecond, "avc1.42c01e");
        return PlayableTrack.of(1, 0, source, format, FrameForm.NAL_LENGTH_4);
    }

    private static PlayableTrack aac() {
        Track source = Track.audio(2, "A_AAC", null, 48_000, 1);
        SampleFormat format = new SampleFormat.Audio(AudioCodec.AAC, 48_000, 1, 1_024, NOTHING, "mp4a.40.2");
        return PlayableTrack.of(2, 1, source, format, FrameForm.PACKETS);
    }

    private static TrackFrames frames(long... timesMs) {
        TrackFrames frames = new TrackFrames();
        for (int i = 0; i < timesMs.length; i++) {
            frames.add(timesMs[i], 100L * i, 90 + i, i == 0);
        }
        return frames;
    }

    private static List<String> rows(SampleTable table) {
        List<String> rows = new ArrayList<>();
        long at = table.baseDecodeTime();
        for (int i = 0; i < table.count(); i++) {
            rows.add((at - START_MS * 90) + "+" + table.duration(i) + " " + table.compositionOffset(i) + " "
                    + table.sizeBytes(i) + (table.isSync(i) ? " sync" : ""));
            at += table.duration(i);
        }
        return rows;
    }

    @Test
    void pictures_areDecodedWhenTheyAreShown_withoutReordering() {
        SampleTable table = video(0, 0).table(START_MS, frames(0, 40, 80));
        assertThat(rows(table)).containsExactly("0+3600 0 90 sync", "3600+3600 0 91", "7200+3600 0 92");
    }

    @Test
    void reorderedPictures_areDecodedInOrderOfArrival_andShownWhenSaid() {
        SampleTable table = video(2, 0).table(START_MS, frames(0, 120, 40, 80, 160));
        assertThat(rows(table))
                .containsExactly(
                        "0+3600 0 90 sync",
                        "3600+3600 7200 91",
                        "7200+3600 -3600 92",
                        "10800+3600 -3600 93",
                        "14400+3600 0 94");
    }

    @Test
    void lastPicture_lastsAsLongAsMost_notAsTheGapBeforeIt() {
        SampleTable table = video(0, 0).table(START_MS, frames(0, 33, 66, 100, 900));
        assertThat(table.duration(4)).isEqualTo(34 * 90);
        assertThat(table.duration()).isEqualTo(934 * 90);
    }

    @Test
    void lonePicture_lastsAsItsParameterSetsSay_elseAThirtiethOfASecond() {
        assertThat(video(0, 5).table(START_MS, frames(0)).duration(0)).isEqualTo(18_000);
        assertThat(video(0, 0).table(START_MS, frames(0)).duration(0)).isEqualTo(3_000);
    }

    @Test
    void timesBefore1970_doNotExist() {
        SampleTable table = video(0, 0).table(10, frames(-40, 0, 40));
        assertThat(table.baseDecodeTime()).isZero();
    }

    @Test
    void packets_followTheSampleClock_whateverTheMillisecondsAreRoundedTo() {
        SampleTable table = aac().table(START_MS, frames(5, 26, 48, 69, 90));
        assertThat(table.baseDecodeTime()).isEqualTo((START_MS + 5) * 48);
        assertThat(table.duration()).isEqualTo(5 * 1_024);
        assertThat(table.isSync(3)).isTrue();
    }

    @Test
    void packets_areAnchoredAnew_behindAGap_andWhenTheProducersClockRunsAway() {
        SampleTable gap = aac().table(START_MS, frames(0, 21, 143, 164));
        assertThat(gap.duration(1)).isEqualTo(143 * 48 - 1_024);
        assertThat(gap.duration(2)).isEqualTo(1_024);
        SampleTable early = aac().table(START_MS, frames(0, 21, 22));
        assertThat(early.duration(1)).isEqualTo(22 * 48 - 1_024);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsOfAGrowingFragment_areTheWhole(long seed) {
        Random random = new Random(seed);
        int reorder = 2;
        PlayableTrack track = video(reorder, 0);
        long[] timesMs = groupsOfThree(random, 60);
        List<String> joined = new ArrayList<>();
        TrackFrames growing = new TrackFrames();
        int from = 0;
        for (int i = 0; i < timesMs.length; i++) {
            growing.add(timesMs[i], 100L * i, 90 + i, i == 0);
            int to = track.settled(growing);
            if (to > from && random.nextInt(4) == 0) {
                joined.addAll(rows(track.table(START_MS, growing, from, to)));
                from = to;
            }
        }
        joined.addAll(rows(track.table(START_MS, growing, from, growing.count())));
        assertThat(joined).isEqualTo(rows(track.table(START_MS, frames(timesMs))));
    }

    /// I P B B P B B …, with steps that jitter.
    private static long[] groupsOfThree(Random random, int groups) {
        long[] shown = new long[1 + 3 * groups];
        for (int i = 1; i < shown.length; i++) {
            shown[i] = shown[i - 1] + 20 + random.nextInt(30);
        }
        long[] arriving = new long[shown.length];
        for (int i = 1; i < shown.length; i += 3) {
            arriving[i] = shown[i + 2];
            arriving[i + 1] = shown[i];
            arriving[i + 2] = shown[i + 1];
        }
        return arriving;
    }

    @Test
    void partsOfGrowingSound_areTheWhole() {
        long[] timesMs = {0, 21, 43, 64, 300, 321, 330, 351, 900};
        List<String> joined = new ArrayList<>();
        TrackFrames growing = new TrackFrames();
        int from = 0;
        for (int i = 0; i < timesMs.length; i++) {
            growing.add(timesMs[i], 100L * i, 90 + i, i == 0);
            int to = aac().settled(growing);
            joined.addAll(rows(aac().table(START_MS, growing, from, to)));
            from = to;
        }
        joined.addAll(rows(aac().table(START_MS, growing, from, growing.count())));
        assertThat(joined).isEqualTo(rows(aac().table(START_MS, frames(timesMs))));
    }
}
