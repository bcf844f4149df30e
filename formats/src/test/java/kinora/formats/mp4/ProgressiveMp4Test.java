package kinora.formats.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressiveMp4Test {
    private static final Mp4Track VIDEO = new Mp4Track(1, 90_000, Tracks.H264);
    private static final Mp4Track AUDIO = new Mp4Track(2, 48_000, Tracks.AAC);

    private static SampleTable sound(long baseDecodeTime, int... sizes) {
        SampleTable table = new SampleTable(baseDecodeTime);
        for (int size : sizes) {
            table.add(size, 1024, 0, true);
        }
        return table;
    }

    @Test
    void twoFragmentsOfTwoTracks() {
        ProgressiveMp4 file = new ProgressiveMp4(List.of(VIDEO, AUDIO));
        file.add(0, 1, Tracks.reordered(90_000));
        file.add(1, 1, sound(49_200, 20, 21));
        file.add(0, 1, Tracks.plain(102_000, 3000, 900, 90));
        file.add(1, 1, sound(51_250, 22, 23));
        ProgressiveMp4.Head head = file.head();
        assertThat(head.fileBytes()).isEqualTo(head.bytes().length + 1000 + 300 + 100 + 110 + 41 + 990 + 45);
        Dumps.assertIsAsRecorded("progressive", head.bytes());
    }

    @Test
    void changedConfiguration_isAnotherDescriptionOfLaterChunks() {
        ProgressiveMp4 file = new ProgressiveMp4(List.of(new Mp4Track(1, 90_000, List.of(Tracks.H264, Tracks.H265))));
        file.add(0, 1, Tracks.plain(0, 3000, 9, 9));
        file.add(0, 1, Tracks.plain(6000, 3000, 9));
        file.add(0, 2, Tracks.plain(9000, 3000, 9));
        assertThat(Mp4Dump.of(file.head().bytes())).contains("stsc 52 v0 0 1:2*1 2:1*1 3:1*2\n");
    }

    @Test
    void gapBetweenFragments_isTheLastSamplesToFill() {
        ProgressiveMp4 file = new ProgressiveMp4(List.of(VIDEO));
        file.add(0, 1, Tracks.plain(0, 3000, 9, 9));
        file.add(0, 1, Tracks.plain(900_000, 3000, 9, 9));
        assertThat(Mp4Dump.of(file.head().bytes())).contains("stts 40 v0 0 1*3000 1*897000 2*3000\n");
    }

    @Test
    void stepBack_isRefused() {
        ProgressiveMp4 file = new ProgressiveMp4(List.of(VIDEO));
        file.add(0, 1, Tracks.plain(90_000, 3000, 9, 9));
        assertThatThrownBy(() -> file.add(0, 1, Tracks.plain(0, 3000, 9))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void trackWithoutSamples_isLeftOut() {
        ProgressiveMp4 file = new ProgressiveMp4(List.of(VIDEO, AUDIO));
        file.add(1, 1, sound(0, 20));
        assertThat(Mp4Dump.of(file.head().bytes())).contains("mp4a").doesNotContain("avc1");
    }

    @Test
    void moreThan4GiB_getsALargeBox() {
        ProgressiveMp4 file = new ProgressiveMp4(List.of(VIDEO));
        for (int i = 0; i < 3; i++) {
            file.add(0, 1, Tracks.plain(i * 3000L, 3000, Integer.MAX_VALUE));
        }
        ProgressiveMp4.Head head = file.head();
        assertThat(Mp4Dump.of(head.bytes())).endsWith("mdat " + (16 + 3L * Integer.MAX_VALUE) + "\n");
        assertThat(head.fileBytes()).isEqualTo(head.bytes().length + 3L * Integer.MAX_VALUE);
    }
}
