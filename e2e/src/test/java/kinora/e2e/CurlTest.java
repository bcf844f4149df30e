package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kinora.sigv4.Credentials;
import kinora.sigv4.PayloadHash;
import kinora.sigv4.PlainRequest;
import kinora.sigv4.SigV4Signer;
import kinora.testing.KinoraEndpoint;
import kinora.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// curl, whose library is under AWS's C and C++ producers.
@Timeout(300)
class CurlTest {
    private static final int REFUSALS = 100;
    private static final int LARGE_BYTES = 32 << 20;

    private final KinoraEndpoint server = SharedServer.get();

    @TempDir
    Path folder;

    @Test
    void uploadThatExpectsContinue_isAckedAndStored() throws Exception {
        Tools.require("curl");
        TestMedia media = TestMedia.of(TestMedia.Shape.seconds(4, System.currentTimeMillis()), 51);
        Path file = Files.write(folder.resolve("media.mkv"), media.mkv(0));
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream("curl-upload");
            String acks = curl(server.credentials(), "curl-upload", file, "Expect: 100-continue", "-v")
                    .output();
            assertThat(acks.lines().filter(line -> line.contains("\"PERSISTED\"")))
                    .hasSize(4);
            KinoraClient.assertSameFragments(client.storedFragments("curl-upload"), media.fragments());
        }
    }

    @Test
    void continueComesBeforeTheAnswer() throws Exception {
        Tools.require("curl");
        TestMedia media = TestMedia.of(TestMedia.Shape.seconds(1, System.currentTimeMillis()), 52);
        Path file = Files.write(folder.resolve("media.mkv"), media.mkv(0));
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream("curl-continue");
        }
        String conversation = curl(server.credentials(), "curl-continue", file, "Expect: 100-continue", "-v")
                .err();
        assertThat(conversation).containsSubsequence("< HTTP/1.1 100 Continue", "< HTTP/1.1 200 OK");
    }

    @Test
    void missingStream_isA404_everyTime_whileCurlPushesAtFullSpeed() throws Exception {
        Tools.require("curl");
        Path file = Files.write(folder.resolve("large"), new byte[LARGE_BYTES]);
        for (int round = 0; round < REFUSALS; round++) {
            Program curl = curl(server.credentials(), "curl-nobody", file, "Expect:", "-i");
            assertThat(curl.out()).as("round %d: %s", round, curl.err()).startsWith("HTTP/1.1 404 ");
            assertThat(curl.out()).containsIgnoringCase("x-amzn-ErrorType: ResourceNotFoundException");
        }
    }

    @Test
    void wrongSecret_isA403_everyTime_whileCurlPushesAtFullSpeed() throws Exception {
        Tools.require("curl");
        Path file = Files.write(folder.resolve("large"), new byte[LARGE_BYTES]);
        Credentials wrong = new Credentials(server.credentials().accessKeyId(), "wrong", null);
        for (int round = 0; round < REFUSALS; round++) {
            Program curl = curl(wrong, "curl-nobody", file, "Expect:", "-i");
            assertThat(curl.out()).as("round %d: %s", round, curl.err()).startsWith("HTTP/1.1 403 ");
        }
    }

    /// `-T` sends chunked and as fast as the socket takes it.
    private Program curl(Credentials credentials, String stream, Path file, String expect, String option)
            throws Exception {
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "-N", option, "-X", "POST", "-H", expect, "-H", "Transfer-Encoding: chunked"));
        headers(credentials, stream).forEach(header -> command.addAll(List.of("-H", header)));
        command.addAll(List.of("-T", file.toString(), server.uri() + "/putMedia"));
        return Program.run(Map.of(), command);
    }

    private List<String> headers(Credentials credentials, String stream) {
        List<Map.Entry<String, String>> fields = List.of(
                Map.entry("Host", server.uri().getAuthority()),
                Map.entry("x-amzn-stream-name", stream),
                Map.entry("x-amzn-fragment-timecode-type", "ABSOLUTE"));
        Map<String, String> signature = new SigV4Signer(credentials, server.region(), "kinesisvideo")
                .headers(new PlainRequest("POST", "/putMedia", "", fields), PayloadHash.EMPTY, Instant.now());
        List<String> headers = new ArrayList<>();
        fields.forEach(field -> headers.add(field.getKey() + ": " + field.getValue()));
        signature.forEach((name, value) -> headers.add(name + ": " + value));
        return headers;
    }
}
