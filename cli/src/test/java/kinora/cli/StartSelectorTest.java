package kinora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kinora.cli.aws.ClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StartSelectorTest {
    private static final String NUMBER = "91343852333181432392682062607743920146159169392";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOW | {\"StartSelectorType\":\"NOW\"}",
                "earliest | {\"StartSelectorType\":\"EARLIEST\"}",
                "2017-11-28T06:55:09.126Z|{\"StartSelectorType\":\"SERVER_TIMESTAMP\",\"StartTimestamp\":1.511852109126E9}",
                "1511852109.5 | {\"StartSelectorType\":\"SERVER_TIMESTAMP\",\"StartTimestamp\":1.5118521095E9}",
                NUMBER + " | {\"StartSelectorType\":\"FRAGMENT_NUMBER\",\"AfterFragmentNumber\":\"" + NUMBER + "\"}",
            })
    void from_becomesASelector(String from, String selector) throws Exception {
        ObjectNode request = JsonMapper.shared().createObjectNode();
        StartSelector.parse(from).fill(request);
        assertThat(request).hasToString("{\"StartSelector\":" + selector + "}");
    }

    @Test
    void whatIsNoTime_isRefusedWithAnExample() {
        assertThatThrownBy(() -> StartSelector.parse("yesterday"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("2026-01-31T12:00:00Z");
    }
}
