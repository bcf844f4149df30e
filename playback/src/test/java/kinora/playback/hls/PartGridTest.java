package kinora.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartGridTest {
    @ParameterizedTest(name = "{0} frames at {1}/s")
    @CsvSource({
        "30, 30, 6",
        "60, 30, 6",
        "50, 25, 5",
        "15, 15, 3",
        "20, 10, 2",
        "37, 30, 8",
        "31, 30, 4",
        "47, 46.875, 10",
        "3, 30, 1",
        "1, 30, 1",
    })
    void noCrumbIsLeftAtTheEnd(int fragmentFrames, double framesPerSecond, int expected) {
        double frameMs = 1_000 / framesPerSecond;
        PartGrid grid = PartGrid.of(Math.round(fragmentFrames * frameMs), frameMs);
        assertThat(grid.frames()).isEqualTo(expected);
        int left = fragmentFrames % expected;
        assertThat(left == 0 || 2 * left >= expected).isTrue();
        assertThat((double) grid.targetMs()).isBetween(expected * frameMs, expected * frameMs * 1.08 + 1);
    }
}
