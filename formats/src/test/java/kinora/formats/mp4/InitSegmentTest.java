package kinora.formats.mp4;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class InitSegmentTest {
    @Test
    void h264Alone() {
        Dumps.assertIsAsRecorded("init-h264", InitSegment.write(List.of(new Mp4Track(1, 90_000, Tracks.H264))));
    }

    @Test
    void everyCodec_hasItsEntry() {
        byte[] file = InitSegment.write(List.of(
                new Mp4Track(1, 90_000, Tracks.H265),
                new Mp4Track(2, 48_000, Tracks.AAC),
                new Mp4Track(3, 96_000, Tracks.FLAC),
                new Mp4Track(4, 8_000, Tracks.ALAW),
                new Mp4Track(5, 8_000, Tracks.MULAW)));
        Dumps.assertIsAsRecorded("init-every-codec", file);
    }

    @Test
    void changedConfiguration_isAnotherEntryOfTheSameTrack() {
        byte[] file = InitSegment.write(List.of(new Mp4Track(1, 90_000, List.of(Tracks.H264, Tracks.H265))));
        Dumps.assertIsAsRecorded("init-two-formats", file);
    }

    @Test
    void picturesAndSoundInOneTrack_areRefused() {
        assertThatThrownBy(() -> new Mp4Track(1, 90_000, List.of(Tracks.H264, Tracks.AAC)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
