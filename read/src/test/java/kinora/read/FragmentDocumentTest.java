package kinora.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FragmentDocumentTest {
    @ParameterizedTest
    @CsvSource({"0, 0.000", "5, 0.005", "5000, 5.000", "1511852109126, 1511852109.126"})
    void seconds_haveThreeDecimals(long ms, String text) {
        assertThat(FragmentDocument.seconds(ms)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1F43B675FF, false",
        "1F43B67501FFFFFFFFFFFFFF, false",
        "1F43B6757FFF00, false",
        "1F43B67580, true",
        "1F43B67501FFFFFFFFFFFFFE, true",
        "1F43B67501FFFFFFFFFF, true",
        "1F43B675, true",
        "1F43B67500, true"
    })
    void clusterSaysItsSize_unlessAllBitsAreOne(String hex, boolean known) {
        byte[] bytes = HexFormat.of().parseHex("00" + hex);
        assertThat(ClusterSize.isKnown(bytes, 1, bytes.length - 1)).isEqualTo(known);
    }

    @Test
    void pace_letsASecondsWorthPass_andThenWaits() {
        long[] nowNs = {0};
        Pace pace = new Pace(1_000, () -> nowNs[0]);
        assertThat(pace.waitNs(1_000)).isZero();
        assertThat(pace.waitNs(500)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        nowNs[0] = TimeUnit.SECONDS.toNanos(1);
        assertThat(pace.waitNs(500)).isZero();
        assertThat(new Pace(Long.MAX_VALUE, () -> 0).waitNs(Integer.MAX_VALUE)).isZero();
    }
}
