package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kinora.cli.media.MediaDocument;
import kinora.producer.Ack;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.testing.ServerProcess;
import kinora.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a PERSISTED acknowledgement outlives `kill -9`. Method: 20 busy producers, kill, start again, read all back;
/// five times on the same folder.
@Timeout(300)
class KillTest {
    private static final int PRODUCERS = 20;
    private static final int ROUNDS = 5;
    private static final int BUSY_MS = 2_500;

    /// What a producer has sent and what it was promised.
    private static final class Camera {
        private final String stream;
        private final Map<Long, List<MediaFrame>> sentByTimecodeMs = new ConcurrentHashMap<>();
        private final Map<String, Long> persisted = new ConcurrentHashMap<>();

        Camera(String stream) {
            this.stream = stream;
        }

        /// Pushes fragments of 250 ms, a little late or early like any camera, until the server is gone.
        void pushUntilCut(KinoraClient client, TestMedia media) throws InterruptedException {
            media.fragments()
                    .forEach(frames -> sentByTimecodeMs.put(frames.get(0).timestampMs(), frames));
            try (MediaProducer producer = MediaProducer.open(client.putMedia(stream), media.tracks(), this::onAck)) {
                for (MediaFrame frame : media.frames()) {
                    producer.write(frame);
                    Thread.sleep(5);
                }
                throw new AssertionError("the server was killed too late for this test");
            } catch (IOException cut) {
                assertThat(cut).isNotNull();
            }
        }

        private void onAck(Ack ack) {
            if (ack instanceof Ack.Persisted(long timecodeMs, String number)) {
                persisted.put(number, timecodeMs);
            }
        }
    }

    @Test
    void everyPersistedFragment_isThereAfterTheRestart_wholeAndOnce(@TempDir Path folder) throws Exception {
        List<Camera> cameras = new ArrayList<>();
        ServerProcess server = ServerProcess.start(folder.resolve("data"));
        try (KinoraClient client = new KinoraClient(server)) {
            for (int i = 0; i < PRODUCERS; i++) {
                cameras.add(new Camera("camera-" + i));
                client.createStream("camera-" + i);
            }
            for (int round = 0; round < ROUNDS; round++) {
                pushAndKill(server, client, cameras, round);
                server = ServerProcess.start(folder.resolve("data"), server.port());
                for (Camera camera : cameras) {
                    assertKept(client, camera);
                }
            }
        } finally {
            server.close();
        }
    }

    private static void pushAndKill(ServerProcess server, KinoraClient client, List<Camera> cameras, int round)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Camera camera : cameras) {
            long firstMs = 1_700_000_000_000L + round * 10_000_000L;
            TestMedia.Shape shape = new TestMedia.Shape(400, 5, 50, 1_500, true, firstMs);
            TestMedia media = TestMedia.of(shape, 1_000L * round + cameras.indexOf(camera));
            threads.add(Thread.ofVirtual().start(() -> push(camera, client, media, failures)));
        }
        Thread.sleep(BUSY_MS);
        server.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static void push(Camera camera, KinoraClient client, TestMedia media, List<Throwable> failures) {
        try {
            camera.pushUntilCut(client, media);
        } catch (InterruptedException | RuntimeException | Error e) {
            synchronized (failures) {
                failures.add(e);
            }
        }
    }

    private static void assertKept(KinoraClient client, Camera camera) throws Exception {
        assertThat(camera.persisted)
                .as("%s was acknowledged something", camera.stream)
                .isNotEmpty();
        Set<Long> seenTimecodesMs = new HashSet<>();
        Map<String, Long> stored = new HashMap<>();
        for (MediaDocument document : client.storedFragments(camera.stream)) {
            long timecodeMs = document.frames().get(0).timestampMs();
            assertThat(seenTimecodesMs.add(timecodeMs))
                    .as("%d stands once", timecodeMs)
                    .isTrue();
            List<MediaFrame> sent = camera.sentByTimecodeMs.getOrDefault(timecodeMs, List.of());
            KinoraClient.assertSameFrames(document, sent);
            String number = document.fragmentNumber();
            assertThat(number).isNotNull();
            stored.put(String.valueOf(number), timecodeMs);
        }
        assertThat(stored).containsAllEntriesOf(camera.persisted);
    }
}
