package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.kinesisvideo.parser.ebml.InputStreamParserByteSource;
import com.amazonaws.kinesisvideo.parser.ebml.MkvTypeInfos;
import com.amazonaws.kinesisvideo.parser.mkv.Frame;
import com.amazonaws.kinesisvideo.parser.mkv.MkvDataElement;
import com.amazonaws.kinesisvideo.parser.mkv.MkvElement;
import com.amazonaws.kinesisvideo.parser.mkv.StreamingMkvReader;
import com.amazonaws.kinesisvideo.parser.utilities.FragmentMetadata;
import com.amazonaws.kinesisvideo.parser.utilities.FragmentMetadataVisitor;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.testing.KinoraEndpoint;
import kinora.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// AWS's stream parser library for Java, which most consumers are built on.
@Timeout(120)
class ParserLibraryTest {
    private final KinoraEndpoint server = SharedServer.get();

    @Test
    void itsVisitors_seeEveryFragmentAndEveryFrame() throws Exception {
        TestMedia media = TestMedia.of(TestMedia.Shape.seconds(6, System.currentTimeMillis()), 41);
        try (KinoraClient client = new KinoraClient(server)) {
            client.createStream("parser");
            try (MediaProducer producer = MediaProducer.open(client.putMedia("parser"), media.tracks(), ack -> {})) {
                for (MediaFrame frame : media.frames()) {
                    producer.write(frame);
                }
                producer.finish(Duration.ofSeconds(20));
            }
            List<String> numbers = client.fragmentNumbers("parser");
            try (InputStream body = client.api().media(server.uri(), "getMediaForFragmentList", request -> {
                request.put("StreamName", "parser");
                numbers.forEach(request.putArray("Fragments")::add);
            })) {
                readWithTheLibrary(body, media, numbers);
            }
        }
    }

    private static void readWithTheLibrary(InputStream body, TestMedia media, List<String> numbers) throws Exception {
        FragmentMetadataVisitor metadata = FragmentMetadataVisitor.create();
        StreamingMkvReader reader = StreamingMkvReader.createDefault(new InputStreamParserByteSource(body));
        List<ByteBuffer> frames = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        while (reader.mightHaveNext()) {
            Optional<MkvElement> element = reader.nextIfAvailable();
            if (element.isEmpty()) {
                continue;
            }
            element.get().accept(metadata);
            if (element.get().getElementMetaData().getTypeInfo().equals(MkvTypeInfos.SIMPLEBLOCK)) {
                frames.add(copy((MkvDataElement) element.get()));
                rememberNumber(metadata, seen);
            }
        }
        assertThat(seen).isEqualTo(numbers);
        assertThat(frames).hasSameSizeAs(media.frames());
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i)).isEqualTo(media.frames().get(i).data());
        }
    }

    private static ByteBuffer copy(MkvDataElement block) {
        ByteBuffer data = ((Frame) block.getValueCopy().getVal()).getFrameData();
        return ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip();
    }

    private static void rememberNumber(FragmentMetadataVisitor metadata, List<String> seen) {
        FragmentMetadata fragment = metadata.getCurrentFragmentMetadata().orElseThrow();
        assertThat(fragment.isSuccess()).isTrue();
        if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(fragment.getFragmentNumberString())) {
            seen.add(fragment.getFragmentNumberString());
        }
    }
}
