package kinora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kinora.cli.aws.ApiClient;
import kinora.cli.media.MediaDocument;
import kinora.cli.media.MediaDocumentReader;
import kinora.producer.MediaFrame;
import kinora.producer.PutMediaRequest;
import kinora.testing.KinoraEndpoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What every test does with Kinora's own client, beside the foreign client that it is about.
public final class KinoraClient implements AutoCloseable {
    private final ApiClient api;

    public KinoraClient(KinoraEndpoint server) {
        api = new ApiClient(server.uri(), server.credentials(), server.region());
    }

    public ApiClient api() {
        return api;
    }

    public void createStream(String name) throws IOException, InterruptedException {
        api.call("createStream", body -> body.put("StreamName", name).put("DataRetentionInHours", 24));
    }

    public PutMediaRequest putMedia(String stream) {
        return PutMediaRequest.absolute(api.endpoint(), api.credentials(), api.region(), stream);
    }

    /// Numbers of all stored fragments, in the order in which they were ingested.
    public List<String> fragmentNumbers(String stream) throws IOException, InterruptedException {
        List<String> numbers = new ArrayList<>();
        String token = null;
        do {
            JsonNode page = page(stream, token);
            page.path("Fragments")
                    .forEach(fragment ->
                            numbers.add(fragment.path("FragmentNumber").asString("")));
            token = page.path("NextToken").asString(null);
        } while (token != null);
        numbers.sort(Comparator.naturalOrder());
        return numbers;
    }

    /// All stored fragments of a stream with their media.
    List<MediaDocument> storedFragments(String stream) throws IOException, InterruptedException {
        List<String> numbers = fragmentNumbers(stream);
        List<MediaDocument> documents = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += 500) {
            documents.addAll(fragmentList(stream, numbers.subList(from, Math.min(numbers.size(), from + 500))));
        }
        return documents;
    }

    List<MediaDocument> fragmentList(String stream, List<String> numbers) throws IOException, InterruptedException {
        return readAll(api.media(api.endpoint(), "getMediaForFragmentList", body -> {
            body.put("StreamName", stream);
            numbers.forEach(body.putArray("Fragments")::add);
        }));
    }

    static List<MediaDocument> readAll(InputStream media) throws IOException {
        List<MediaDocument> documents = new ArrayList<>();
        try (MediaDocumentReader reader = new MediaDocumentReader(media)) {
            for (MediaDocument next = reader.next(); next != null; next = reader.next()) {
                documents.add(next);
            }
        }
        return documents;
    }

    /// The document holds exactly these frames: track, time, flag and every byte.
    static void assertSameFrames(MediaDocument document, List<MediaFrame> frames) {
        assertThat(document.frames()).hasSameSizeAs(frames);
        for (int i = 0; i < frames.size(); i++) {
            MediaDocument.Frame actual = document.frames().get(i);
            MediaFrame expected = frames.get(i);
            assertThat(actual.trackNumber()).isEqualTo(expected.trackNumber());
            assertThat(actual.timestampMs()).isEqualTo(expected.timestampMs());
            assertThat(actual.key()).isEqualTo(expected.key());
            assertThat(document.data(actual)).as("bytes of frame %d", i).isEqualTo(expected.data());
        }
    }

    static void assertSameFragments(List<MediaDocument> documents, List<List<MediaFrame>> fragments) {
        assertThat(documents).hasSameSizeAs(fragments);
        for (int i = 0; i < fragments.size(); i++) {
            assertSameFrames(documents.get(i), fragments.get(i));
        }
    }

    /// Where a clip of the span can be fetched without a signature; by the producer's clock.
    String clipUrl(String stream, long startMs, long endMs) throws IOException, InterruptedException {
        return api.call(
                        api.endpoint(),
                        "kinora/v1/clipUrl",
                        body -> body.put("StreamName", stream)
                                .putObject("ClipFragmentSelector")
                                .put("FragmentSelectorType", "PRODUCER_TIMESTAMP")
                                .putObject("TimestampRange")
                                .put("StartTimestamp", startMs / 1_000)
                                .put("EndTimestamp", endMs / 1_000))
                .path("ClipURL")
                .asString("");
    }

    @Override
    public void close() {
        api.close();
    }

    private JsonNode page(String stream, @Nullable String token) throws IOException, InterruptedException {
        return api.call(api.endpoint(), "listFragments", body -> {
            body.put("StreamName", stream);
            if (token != null) {
                body.put("NextToken", token);
                return;
            }
            body.putObject("FragmentSelector")
                    .put("FragmentSelectorType", "SERVER_TIMESTAMP")
                    .putObject("TimestampRange")
                    .put("StartTimestamp", 0)
                    .put("EndTimestamp", System.currentTimeMillis() / 1000 + 3600);
        });
    }
}
