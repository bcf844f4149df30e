package kinora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import kinora.http.Headers;
import kinora.http.RequestHead;
import kinora.ingest.PutMediaHeaders.TimecodeType;
import kinora.model.ApiError;
import kinora.model.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PutMediaHeadersTest {
    private static PutMediaHeaders of(String... headers) {
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        return PutMediaHeaders.of(
                new RequestHead("r", "POST", "/putMedia", "", Headers.of(headers), address, address, false));
    }

    private static PutMediaHeaders relative(String start) {
        return of("X-Amzn-Fragment-Timecode-Type", "RELATIVE", "x-amzn-producer-start-timestamp", start);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1498511782.000, 1498511782000",
        "1498511782.5, 1498511782500",
        "1498511782., 1498511782000",
        "1498511782.0006, 1498511782001",
        "1498511782, 1498511782000",
        "0, 0",
        "'', 0",
        "2017-09-30T00:00:00Z, 1506729600000",
        "2026-11-22T10:19:47.460Z, 1795342787460",
        "2026-11-22T11:19:47.460+01:00, 1795342787460",
        "253402300799.999, 253402300799999"
    })
    void startTimestamp_isReadInEveryFormThatClientsSend(String text, long ms) {
        PutMediaHeaders headers = relative(text);
        assertThat(headers.timecodeType()).isEqualTo(TimecodeType.RELATIVE);
        assertThat(headers.startTimestampMs()).isEqualTo(ms);
        assertThat(headers.producerTimestampMs(0)).isEqualTo(ms);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "-1",
                "now",
                "1e9",
                "1E999999999",
                "2017-09-30T00:00:00",
                "253402300800",
                "99999999999999999999",
                "1498511782.0000000000000000000",
                "0x10",
                "1.2.3",
                "-2017-09-30T00:00:00Z",
                "0000000000000000000000000000000000000000000000000000000000000000000000"
            })
    void badStartTimestamp_isRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> relative(text))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_ARGUMENT))
                .hasMessageContaining("such as 1498511782.500");
    }

    @Test
    void absoluteTimecodes_areTheProducersTime() {
        PutMediaHeaders headers = of(
                "x-amzn-fragment-timecode-type", "ABSOLUTE", "x-amzn-producer-start-timestamp", "5", "user-agent", "u");
        assertThat(headers.producerTimestampMs(1_612_524_911_136L)).isEqualTo(1_612_524_911_136L);
        assertThat(headers.producerTimestampMs(PutMediaHeaders.TIMESTAMP_MS_MAX + 1))
                .isNegative();
        assertThat(headers.producerTimestampMs(Long.MAX_VALUE)).isNegative();
        assertThat(headers.userAgent()).isEqualTo("u");
    }

    @Test
    void relativeTimecodes_countFromTheStart_orFrom1970() {
        assertThat(relative("100").producerTimestampMs(5_000)).isEqualTo(105_000);
        assertThat(of("x-amzn-fragment-timecode-type", "RELATIVE").producerTimestampMs(5_000))
                .isEqualTo(5_000);
        assertThat(relative("253402300799").producerTimestampMs(1_000)).isNegative();
        assertThat(relative("5").producerTimestampMs(Long.MAX_VALUE)).isNegative();
    }

    @Test
    void headersGivenTwice_areRefused() {
        assertThatThrownBy(() ->
                        of("x-amzn-fragment-timecode-type", "RELATIVE", "x-amzn-fragment-timecode-type", "ABSOLUTE"))
                .hasMessageContaining("must not occur more than once");
    }
}
