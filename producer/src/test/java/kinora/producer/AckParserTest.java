package kinora.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckParserTest {
    private static final String STREAM =
            "{\"EventType\":\"BUFFERING\",\"FragmentTimecode\":12,\"FragmentNumber\":\"9\"}\n"
                    + "\r\n { \"EventType\" : \"RECEIVED\" ,\t\"FragmentTimecode\" : 1.2E1 , \"FragmentNumber\":\"9\" , \"New\":true}"
                    + "{\"EventType\":\"PERSISTED\",\"FragmentNumber\":\"\\u0039\",\"FragmentTimecode\":12,\"Old\":null}\n"
                    + "{\"EventType\":\"IDLE\"}\n"
                    + "{\"EventType\":\"ERROR\",\"ErrorCode\":\"}{\\\"\",\"ErrorId\":4000}\n"
                    + "{\"EventType\":\"REPLICATED\"}\n";

    private static final List<Ack> ACKS = List.of(
            new Ack.Buffering(12, "9"),
            new Ack.Received(12, "9"),
            new Ack.Persisted(12, "9"),
            new Ack.Idle(),
            new Ack.Failed(null, null, 4000, "}{\""),
            new Ack.Unknown("REPLICATED"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 10_000})
    void acksDoNotDependOnHowTheyArrive(int pieceBytes) throws Exception {
        assertThat(parse(STREAM, pieceBytes)).isEqualTo(ACKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"EventType\":\"BUFFERING\",\"FragmentNumber\":\"9\"}",
                "{\"EventType\":\"BUFFERING\",\"FragmentTimecode\":1,\"FragmentTimecode\":2,\"FragmentNumber\":\"9\"}",
                "{\"EventType\":\"BUFFERING\",\"FragmentTimecode\":1e999999999,\"FragmentNumber\":\"9\"}",
                "{\"EventType\":\"BUFFERING\",\"FragmentTimecode\":0.5,\"FragmentNumber\":\"9\"}",
                "{\"EventType\":\"BUFFERING\",\"FragmentTimecode\":true,\"FragmentNumber\":\"9\"}",
                "{\"EventType\":{\"Deep\":{}}",
                "{\"EventType\":[\"IDLE\"]}",
                "{\"EventType\":\"ERROR\",\"ErrorId\":99999999999}",
                "{\"EventType\":\"\\u12g4\"}",
                "{\"EventType\":\"\\x\"}",
                "{\"EventType\" \"IDLE\"}",
                "{,}",
                "{\"EventType\":}",
            })
    void whatIsNoAck_isRefusedInOneSentence(String json) {
        assertThatThrownBy(() -> parse(json, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("acknowledgement that cannot be read");
    }

    @Test
    void endlessObject_isRefused_beforeItFillsMemory() {
        assertThatThrownBy(() -> parse("{\"EventType\":\"" + "I".repeat(5000), 100))
                .hasMessageContaining("longer than 4096");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyBytes_endInAcksOrInAnIoException(long seed) {
        Random random = new Random(seed);
        byte[] alphabet = "{}\":,\\u019eE-.ntIDLEventType \n".getBytes(UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] =
                        random.nextInt(20) == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
            }
            assertAcksOrIoException(bytes);
        }
    }

    private static void assertAcksOrIoException(byte[] bytes) {
        List<Ack> acks = new ArrayList<>();
        try {
            new AckParser(acks::add).feed(bytes, bytes.length);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("acknowledgement");
        }
        assertThat(acks).hasSizeLessThan(5);
    }

    private static List<Ack> parse(String text, int pieceBytes) throws IOException {
        List<Ack> acks = new ArrayList<>();
        AckParser parser = new AckParser(acks::add);
        byte[] bytes = text.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceBytes));
            parser.feed(piece, piece.length);
        }
        return acks;
    }
}
