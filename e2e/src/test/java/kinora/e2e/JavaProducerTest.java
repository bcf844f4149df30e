package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kinora.cli.aws.ApiCallException;
import kinora.testing.ServerProcess;
import kinora.testing.TestMedia;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// AWS's Java producer SDK with its native core, as it lies in the Maven jar for Linux on x86-64.
@Timeout(180)
class JavaProducerTest {
    private static final String STREAM = "java-producer";

    private final ServerProcess server = SharedServer.get();

    @TempDir
    Path folder;

    @Test
    void itCreatesTheStream_andItsFramesAreStoredBitExact() throws Exception {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "skipped: needs Linux on x86-64");
        long firstMs = System.currentTimeMillis() - 10_000;
        File log = folder.resolve("producer.log").toFile();
        Process producer = start(firstMs, log);
        try (KinoraClient client = new KinoraClient(server)) {
            // The last fragment is open until the producer stops; those before it are whole.
            int closed = JavaProducerProgram.FRAGMENTS - 1;
            awaitFragments(client, closed, producer, log);
            TestMedia media = JavaProducerProgram.media(firstMs);
            KinoraClient.assertSameFragments(
                    client.storedFragments(STREAM).subList(0, closed),
                    media.fragments().subList(0, closed));
        } finally {
            producer.destroyForcibly().waitFor();
        }
    }

    private Process start(long firstMs, File log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.library.path=" + System.getProperty("java.library.path"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kinora.e2e.JavaProducerProgram",
                        server.uri().toString(),
                        STREAM,
                        Long.toString(firstMs)))
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put("AWS_ACCESS_KEY_ID", server.credentials().accessKeyId());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", server.credentials().secretAccessKey());
        return builder.start();
    }

    private static void awaitFragments(KinoraClient client, int count, Process producer, File log) throws Exception {
        long deadlineNs = System.nanoTime() + 60_000_000_000L;
        while (fragmentCount(client) < count) {
            boolean goesOn = producer.isAlive() && System.nanoTime() < deadlineNs;
            assertThat(goesOn)
                    .as("the producer said: %s", Files.readString(log.toPath()))
                    .isTrue();
            Thread.sleep(200);
        }
    }

    private static int fragmentCount(KinoraClient client) throws IOException, InterruptedException {
        try {
            return client.fragmentNumbers(STREAM).size();
        } catch (ApiCallException e) {
            assertThat(e.status())
                    .as("the producer has yet to create the stream")
                    .isEqualTo(404);
            return 0;
        }
    }
}
