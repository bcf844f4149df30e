package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kinora.cli.media.MediaDocument;
import kinora.producer.Ack;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.producer.PutMediaConnection;
import kinora.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Kinora's own clients: what goes in comes out, bit for bit.
@Timeout(120)
class RoundTripTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void everyPersistedFragment_comesBackBitExact() throws Exception {
        try (KinoraClient client = new KinoraClient(SharedServer.get())) {
            client.createStream("round-trip");
            TestMedia media = TestMedia.of(TestMedia.Shape.seconds(8, System.currentTimeMillis()), 1);
            List<Ack> acks = Collections.synchronizedList(new ArrayList<>());
            try (MediaProducer producer =
                    MediaProducer.open(client.putMedia("round-trip"), media.tracks(), acks::add)) {
                for (MediaFrame frame : media.frames()) {
                    producer.write(frame);
                }
                producer.finish(SOON);
            }
            assertThat(acks).filteredOn(Ack.Persisted.class::isInstance).hasSize(8);
            List<MediaDocument> stored = client.storedFragments("round-trip");
            KinoraClient.assertSameFragments(stored, media.fragments());
            assertThat(stored)
                    .extracting(MediaDocument::fragmentNumber)
                    .containsExactlyElementsOf(acks.stream()
                            .filter(Ack.Persisted.class::isInstance)
                            .map(ack -> ((Ack.Persisted) ack).fragmentNumber())
                            .toList());
        }
    }

    /// One chunk of HTTP per byte, and one for all.
    @Test
    void chunking_doesNotMatter() throws Exception {
        try (KinoraClient client = new KinoraClient(SharedServer.get())) {
            TestMedia media = TestMedia.of(new TestMedia.Shape(3, 4, 100, 300, true, 1_700_000_000_000L), 2);
            byte[] mkv = media.mkv(0);
            for (int pieceBytes : new int[] {1, 977, mkv.length}) {
                String stream = "chunks-" + pieceBytes;
                client.createStream(stream);
                try (PutMediaConnection connection = PutMediaConnection.open(client.putMedia(stream), ack -> {})) {
                    for (int at = 0; at < mkv.length; at += pieceBytes) {
                        connection.write(ByteBuffer.wrap(mkv, at, Math.min(pieceBytes, mkv.length - at)));
                    }
                    connection.finish(SOON);
                }
                KinoraClient.assertSameFragments(client.storedFragments(stream), media.fragments());
            }
        }
    }

    @Test
    void relativeTimecodes_comeBackAsTheyWereSent_withTheProducersTime() throws Exception {
        try (KinoraClient client = new KinoraClient(SharedServer.get())) {
            client.createStream("relative");
            long startMs = 1_700_000_000_123L;
            TestMedia media = TestMedia.of(TestMedia.Shape.seconds(3, startMs), 3);
            try (MediaProducer producer =
                    MediaProducer.open(client.putMedia("relative").relativeTo(startMs), media.tracks(), ack -> {})) {
                for (MediaFrame frame : media.frames()) {
                    producer.write(frame);
                }
                producer.finish(SOON);
            }
            List<MediaDocument> stored = client.storedFragments("relative");
            assertThat(stored)
                    .extracting(MediaDocument::producerTimestampMs)
                    .containsExactly(startMs, startMs + 1000, startMs + 2000);
            assertThat(stored.get(1).frames().get(0).timestampMs()).isEqualTo(1000);
        }
    }
}
