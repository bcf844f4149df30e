package kinora.api;

import static org.assertj.core.api.Assertions.assertThat;

import kinora.model.FragmentNumber;
import kinora.model.Operation;
import kinora.store.FragmentInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Timeline: what goes in, what comes out, what is refused.
class TimelineCallTest {
    private static final long START_MS = 1_795_342_000_000L;

    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        api = TestApi.start();
        api.createStream("cam", 24);
        for (int i = 0; i < 3; i++) {
            long atMs = START_MS + i * 2_000L + (i == 2 ? 4_000 : 0);
            FragmentNumber number = new FragmentNumber(1_001 + i, atMs, i);
            api.store.fragments.add(new FragmentInfo(number, i, atMs - 500, 0, 1_960, 40, 250_000, 60, 1, 1, 0));
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private TestApi.Answer ask(String members) {
        return api.call(Operation.TIMELINE, ("{'StreamName':'cam'" + members + "}").replace('\'', '"'));
    }

    @Test
    void eachFigureIsAnArrayOfOneNumberABucket() {
        TestApi.Answer answer = ask(",'Start':1795342000,'End':1795342010,'Buckets':5");
        assertThat(answer.text())
                .isEqualTo("{\"Clock\":\"SERVER\",\"Start\":1795342000.000,\"End\":1795342010.000,\"Buckets\":5,"
                        + "\"ResolutionInMilliseconds\":0,\"Coverage\":[1.0,1.0,0.0,0.0,1.0],"
                        + "\"Fragments\":[1,1,0,0,1],\"BitsPerSecond\":[1000000,1000000,0,0,1000000],"
                        + "\"KeyFrames\":[1,1,0,0,1],\"Activity\":[0.0,0.0,0.0,0.0,0.0],"
                        + "\"Gaps\":[{\"Start\":1795342004.000,\"End\":1795342008.000}]}");
    }

    @Test
    void withoutASpanItIsAllThereIs_inAThousandBuckets() {
        JsonNode answer = ask(",'Clock':'PRODUCER','End':1795342010").body();
        assertThat(answer.path("Start").asDouble()).isEqualTo(1795341999.5);
        assertThat(answer.path("Coverage").size()).isEqualTo(1_000);
        assertThat(answer.path("Buckets").asInt()).isEqualTo(1_000);
    }

    @Test
    void bucketsAreNeverNarrowerThanAMillisecond() {
        assertThat(ask(",'Start':1795342000,'End':1795342000.005")
                        .body()
                        .path("Buckets")
                        .asInt())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",'Start':2,'End':2",
                ",'Start':3,'End':2",
                ",'Start':-1,'End':2",
                ",'Start':1,'End':2,'Buckets':0",
                ",'Start':1,'End':2,'Buckets':5001",
                ",'Start':1,'End':2,'Clock':'WALL'",
                ",'Start':1,'End':1e300",
            })
    void impossibleSpansAreRefused(String members) {
        assertThat(ask(members).error()).isEqualTo("400 InvalidArgumentException");
    }

    @Test
    void anUnknownStreamIsNotFound() {
        assertThat(api.call(Operation.TIMELINE, "{\"StreamName\":\"other\"}").error())
                .isEqualTo("404 ResourceNotFoundException");
    }
}
