package kinora.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.KvsTags;
import kinora.formats.mkv.MkvWriter;
import kinora.formats.mkv.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaDocumentReaderTest {
    /// A frame that looks like a new document: ids inside frames must not be believed.
    private static final byte[] FRAME = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, (byte) 0x80, 7};

    private final ByteSink answer = new ByteSink();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void documentsAreTheSame_howeverTheyArrive(int pieceBytes) throws Exception {
        writeFragment("101", true, true);
        writeFragment("102", false, true);
        writeFragment("103", false, false);
        writeFragment("104", true, true);
        List<MediaDocument> documents = readAll(pieceBytes);
        assertThat(documents).extracting(MediaDocument::fragmentNumber).containsExactly("101", "102", "103", "104");
        assertThat(documents).extracting(MediaDocument::isComplete).containsExactly(true, true, false, true);
        for (MediaDocument document : documents) {
            assertThat(document.frames()).hasSize(2);
            assertThat(document.serverTimestampMs()).isEqualTo(1_511_852_109_126L);
            assertThat(document.durationMs()).isEqualTo(40);
            byte[] frame = new byte[FRAME.length];
            document.data(document.frames().get(1)).get(frame);
            assertThat(frame).isEqualTo(FRAME);
        }
        int total = documents.stream()
                .mapToInt(document -> document.bytes().remaining())
                .sum();
        assertThat(total).isEqualTo(answer.length());
    }

    @Test
    void document_isHandedOver_beforeTheNextOneBegins() throws Exception {
        writeFragment("101", false, true);
        InputStream endless =
                new SequenceInputStream(new ByteArrayInputStream(answer.toByteArray()), new ForbiddenInput());
        try (MediaDocumentReader reader = new MediaDocumentReader(endless)) {
            assertThat(reader.next()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyBytes_endInDocumentsOrInAnIoException(long seed) {
        writeFragment("101", false, true);
        writeFragment("102", true, true);
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = answer.toByteArray();
            for (int i = 0; i < 3; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(readAll(bytes, 100)).hasSizeLessThan(10);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("the server");
            }
        }
    }

    @Test
    void somethingElse_isRefused() {
        answer.ascii("<html>not found</html>");
        assertThatThrownBy(() -> readAll(100)).isInstanceOf(IOException.class);
    }

    private void writeFragment(String number, boolean sizeKnown, boolean complete) {
        MkvWriter mkv = new MkvWriter(answer);
        mkv.ebmlHeader(EbmlHeader.MATROSKA).segment().info(Info.DEFAULT);
        mkv.tracks(List.of(Track.video(1, "V_MPEG4/ISO/AVC", null, 640, 360)));
        Map<String, String> leading = new LinkedHashMap<>();
        leading.put(KvsTags.FRAGMENT_NUMBER, number);
        leading.put(KvsTags.SERVER_TIMESTAMP, "1511852109.126");
        KvsTags.write(answer, leading);
        int start = sizeKnown ? mkv.beginCluster(5000) : 0;
        if (!sizeKnown) {
            mkv.cluster(5000);
        }
        mkv.simpleBlock(1, 0, MkvWriter.FLAG_KEY, FRAME).simpleBlock(1, 40, 0, FRAME);
        if (sizeKnown) {
            mkv.end(start);
        }
        if (complete) {
            KvsTags.write(answer, Map.of(KvsTags.CONTINUATION_TOKEN, number));
        }
    }

    private List<MediaDocument> readAll(int pieceBytes) throws IOException {
        return readAll(answer.toByteArray(), pieceBytes);
    }

    private static List<MediaDocument> readAll(byte[] bytes, int pieceBytes) throws IOException {
        List<MediaDocument> documents = new ArrayList<>();
        try (MediaDocumentReader reader = new MediaDocumentReader(new PiecewiseInput(bytes, pieceBytes))) {
            for (MediaDocument next = reader.next(); next != null; next = reader.next()) {
                documents.add(next);
            }
        }
        return documents;
    }

    /// Hands out a few bytes at a time, as a network does.
    private static final class PiecewiseInput extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int pieceBytes;

        PiecewiseInput(byte[] bytes, int pieceBytes) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.pieceBytes = pieceBytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(length, pieceBytes));
        }
    }

    private static final class ForbiddenInput extends InputStream {
        @Override
        public int read() {
            throw new AssertionError("read on although the document was whole");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return read();
        }
    }
}
