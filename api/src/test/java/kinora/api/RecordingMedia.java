package kinora.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import kinora.api.media.StreamingMedia;
import kinora.http.Call;
import kinora.http.Exchange;
import kinora.http.Headers;
import kinora.http.Response;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.read.live.StartSelector;

/// Answers media calls with one word and keeps what it was asked.
final class RecordingMedia implements StreamingMedia {
    final BlockingQueue<Object> asked = new LinkedBlockingQueue<>();

    @Override
    public void put(Exchange exchange, Stream stream) {
        asked.add("put " + stream.name());
        exchange.refuse(Response.text(200, "taken"));
    }

    @Override
    public void get(Call call, Stream stream, StartSelector from) throws Exception {
        asked.add(from);
        call.respond(media());
    }

    @Override
    public void getFragments(Call call, Stream stream, List<FragmentNumber> numbers) throws Exception {
        asked.add(numbers);
        call.respond(media());
    }

    private static Response media() {
        return new Response(200, Headers.of("Content-Type", "video/webm"), "media".getBytes(StandardCharsets.UTF_8));
    }
}
