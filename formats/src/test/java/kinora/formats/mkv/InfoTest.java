package kinora.formats.mkv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfoTest {
    private static Info scale(long ns) {
        return new Info(ns, null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000, 1763800000000, 1763800000000",
        "1000000, -3, -3",
        "100000, 15, 1",
        "100000, -15, -2",
        "1, 1999999, 1",
        "1, -1, -1",
        "1000000000000, 7, 7000000",
        "333333, 3000000, 999999"
    })
    void milliseconds_areExact_andRoundedDown(long scaleNs, long ticks, long ms) {
        assertThat(scale(scaleNs).toMs(ticks)).isEqualTo(ms);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999_999, 1_000_000, 1_000_001, 1_000_000_000, Info.TIMESTAMP_SCALE_MAX_NS})
    void largestTicks_haveMilliseconds(long scaleNs) {
        Info info = scale(scaleNs);
        assertThat(info.toMs(info.ticksMax())).isPositive();
    }

    @Test
    void scaleOfZeroOrAboveTheMaximum_isRefused() {
        assertThatThrownBy(() -> scale(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scale(Info.TIMESTAMP_SCALE_MAX_NS + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
