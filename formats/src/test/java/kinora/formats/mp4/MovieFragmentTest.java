package kinora.formats.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MovieFragmentTest {
    @Test
    void framesOfOneLength_sayItOnce() {
        SampleTable samples = Tracks.plain(1_700_000_000_000L * 90, 3000, 900, 100, 110, 120);
        Dumps.assertIsAsRecorded("fragment-plain", MovieFragment.write(7, 1, samples));
    }

    @Test
    void reorderedFrames_haveSignedOffsets() {
        Dumps.assertIsAsRecorded("fragment-reordered", MovieFragment.write(8, 1, Tracks.reordered(90_000)));
    }

    @Test
    void everySampleSync_asInSound_needsNoFlagsASample() {
        SampleTable samples = new SampleTable(48_000);
        samples.add(10, 1024, 0, true);
        samples.add(11, 1024, 0, true);
        samples.add(12, 1030, 0, true);
        Dumps.assertIsAsRecorded("fragment-sound", MovieFragment.write(9, 2, samples));
    }

    @Test
    void keyFrameInTheMiddle_makesFlagsPerSample() {
        SampleTable samples = new SampleTable(0);
        samples.add(10, 1, 0, true);
        samples.add(11, 1, 0, false);
        samples.add(12, 1, 0, true);
        Dumps.assertIsAsRecorded("fragment-two-keys", MovieFragment.write(1, 1, samples));
    }

    @Test
    void partsOfAFragment_continueItsDecodeTime() {
        SampleTable samples = Tracks.plain(1000, 3000, 900, 100, 110, 120);
        assertThat(Mp4Dump.of(MovieFragment.write(1, 1, samples, 2, 4)))
                .contains("tfdt 20 v1 0 7000")
                .contains("samples=2")
                .contains("110b 120b")
                .endsWith("mdat 238\n");
    }

    @Test
    void twoTracks_lieBehindEachOther() {
        byte[] head = MovieFragment.write(
                3,
                List.of(
                        new TrackRun(1, Tracks.plain(0, 3000, 900, 100)),
                        new TrackRun(2, 2, Tracks.plain(0, 1024, 20, 30), 0, 2)));
        Dumps.assertIsAsRecorded("fragment-two-tracks", head);
    }

    @Test
    void noSamples_isAFragmentAllTheSame() {
        assertThat(Mp4Dump.of(MovieFragment.write(1, 1, new SampleTable(5))))
                .contains("samples=0")
                .endsWith("mdat 8\n");
    }

    @Test
    void payloadBeyond32Bits_getsALargeBox() {
        SampleTable samples = Tracks.plain(0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(Mp4Dump.of(MovieFragment.write(1, 1, samples)))
                .endsWith("mdat " + (16 + 3L * Integer.MAX_VALUE) + "\n");
    }
}
