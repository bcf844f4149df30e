package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kinora.cli.media.MediaDocument;
import kinora.cli.media.MediaDocumentReader;
import kinora.producer.Ack;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.testing.TestMedia;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/// A camera whose network dies in the middle of a fragment, without a word, and that comes back on a new connection.
@Timeout(120)
class ReconnectTest {
    private static final String STREAM = "reconnect";
    private static final long CATCH_UP_MS = 3_000;

    private final List<String> persisted = Collections.synchronizedList(new ArrayList<>());
    private final TestMedia media = TestMedia.of(new TestMedia.Shape(8, 10, 50, 1_000, true, 1_700_000_000_000L), 71);

    @Test
    void liveReader_goesOnWithinThreeSeconds_andEveryPersistedFragmentIsReadOnce() throws Exception {
        try (KinoraClient client = new KinoraClient(SharedServer.get())) {
            client.createStream(STREAM);
            BlockingQueue<MediaDocument> live = follow(client);
            // Neither FIN nor RST: the connection stays open and nothing comes any more.
            try (MediaProducer cut = MediaProducer.open(client.putMedia(STREAM), media.tracks(), this::onAck)) {
                write(cut, media.fragments().get(0));
                write(cut, media.fragments().get(1));
                write(cut, media.fragments().get(2).subList(0, 7));
                assertThat(nextTimecodeMs(live, 10_000)).isEqualTo(timecodeMs(0));
                assertThat(nextTimecodeMs(live, 10_000)).isEqualTo(timecodeMs(1));
                comeBack(client, live);
            }
            assertThat(readByContinuation(client))
                    .isEqualTo(persisted.stream().sorted().toList());
        }
    }

    /// Sends the broken fragment again from its key frame, and goes on.
    private void comeBack(KinoraClient client, BlockingQueue<MediaDocument> live) throws Exception {
        try (MediaProducer again = MediaProducer.open(client.putMedia(STREAM), media.tracks(), this::onAck)) {
            long backNs = System.nanoTime();
            write(again, media.fragments().get(2));
            write(again, media.fragments().get(3));
            MediaDocument next = next(live, CATCH_UP_MS);
            if (!next.isComplete()) {
                next = next(live, CATCH_UP_MS);
            }
            KinoraClient.assertSameFrames(next, media.fragments().get(2));
            assertThat((System.nanoTime() - backNs) / 1_000_000).isLessThan(CATCH_UP_MS);
            for (int i = 4; i < 8; i++) {
                write(again, media.fragments().get(i));
            }
            again.finish(Duration.ofSeconds(20));
        }
        assertThat(persisted).hasSize(8).doesNotHaveDuplicates();
    }

    private BlockingQueue<MediaDocument> follow(KinoraClient client) {
        BlockingQueue<MediaDocument> documents = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> readInto(client, documents));
        return documents;
    }

    private static void readInto(KinoraClient client, BlockingQueue<MediaDocument> documents) {
        try (MediaDocumentReader reader = open(client, null)) {
            for (MediaDocument next = reader.next(); next != null; next = reader.next()) {
                documents.add(next);
            }
        } catch (IOException | InterruptedException e) {
            // The test is over and has closed the client; a fragment that is missing shows in the queue.
            Thread.currentThread().interrupt();
        }
    }

    /// GetMedia from the beginning, or behind a fragment.
    private static MediaDocumentReader open(KinoraClient client, @Nullable String after)
            throws IOException, InterruptedException {
        return new MediaDocumentReader(client.api().media(client.api().endpoint(), "getMedia", body -> {
            ObjectNode selector = body.put("StreamName", STREAM).putObject("StartSelector");
            if (after == null) {
                selector.put("StartSelectorType", "EARLIEST");
            } else {
                selector.put("StartSelectorType", "CONTINUATION_TOKEN").put("ContinuationToken", after);
            }
        }));
    }

    private static List<String> readByContinuation(KinoraClient client) throws Exception {
        List<String> numbers = new ArrayList<>();
        String after = null;
        while (numbers.size() < 8) {
            // Two at a time, each time on a new connection.
            try (MediaDocumentReader reader = open(client, after)) {
                for (int i = 0; i < 2; i++) {
                    MediaDocument document = reader.next();
                    if (document == null) {
                        throw new AssertionError("GetMedia ended early");
                    }
                    after = String.valueOf(document.tags().get("AWS_KINESISVIDEO_CONTINUATION_TOKEN"));
                    numbers.add(after);
                }
            }
        }
        return numbers;
    }

    private void onAck(Ack ack) {
        if (ack instanceof Ack.Persisted(long _, String number)) {
            persisted.add(number);
        }
    }

    private long timecodeMs(int fragment) {
        return media.fragments().get(fragment).get(0).timestampMs();
    }

    private static long nextTimecodeMs(BlockingQueue<MediaDocument> live, long timeoutMs) throws Exception {
        return next(live, timeoutMs).frames().get(0).timestampMs();
    }

    private static MediaDocument next(BlockingQueue<MediaDocument> live, long timeoutMs) throws Exception {
        MediaDocument document = live.poll(timeoutMs, TimeUnit.MILLISECONDS);
        assertThat(document).as("a fragment within %d ms", timeoutMs).isNotNull();
        return document;
    }

    private static void write(MediaProducer producer, List<MediaFrame> frames) throws Exception {
        for (MediaFrame frame : frames) {
            producer.write(frame);
        }
    }
}
