package kinora.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kinora.cli.aws.ApiClient;
import tools.jackson.databind.JsonNode;

/// The streams `bench-0` to `bench-n`, made and looked at through the API.
public final class Streams {
    private static final int AT_ONCE = 8;
    private static final int PAGE = 1_000;
    private static final long DAY_SECONDS = 86_400;

    private Streams() {}

    public static void create(Target target, int count) throws IOException, InterruptedException {
        try (ApiClient client = new ApiClient(target.uri(), Target.ROOT, Target.REGION);
                ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<JsonNode>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "bench-" + i;
                calls.add(workers.submit(() -> client.call(
                        "createStream", body -> body.put("StreamName", name).put("DataRetentionInHours", 1))));
            }
            for (Future<JsonNode> call : calls) {
                call.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a stream could not be created", e);
        }
    }

    /// The sizes of a stream's fragments, as ListFragments says them.
    public static List<Long> fragmentBytes(Target target, int stream) throws IOException, InterruptedException {
        List<Long> sizes = new ArrayList<>();
        try (ApiClient client = new ApiClient(target.uri(), Target.ROOT, Target.REGION)) {
            String token = "";
            do {
                String from = token;
                JsonNode page = client.call("listFragments", body -> {
                    body.put("StreamName", "bench-" + stream).put("MaxResults", PAGE);
                    if (from.isEmpty()) {
                        body.putObject("FragmentSelector")
                                .put("FragmentSelectorType", "SERVER_TIMESTAMP")
                                .putObject("TimestampRange")
                                .put("StartTimestamp", 0)
                                .put("EndTimestamp", System.currentTimeMillis() / 1000 + DAY_SECONDS);
                    } else {
                        body.put("NextToken", from);
                    }
                });
                page.path("Fragments")
                        .forEach(fragment ->
                                sizes.add(fragment.path("FragmentSizeInBytes").asLong(-1)));
                token = page.path("NextToken").asString("");
            } while (!token.isEmpty());
        }
        return sizes;
    }
}
