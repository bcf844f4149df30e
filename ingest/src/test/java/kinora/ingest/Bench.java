package kinora.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import kinora.http.BodyListener;
import kinora.model.LimitsMode;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.model.StreamArn;
import kinora.model.StreamStatus;

/// PutMedia over a store in memory, with an event loop and a clock that the test moves.
final class Bench {
    static final String[] ABSOLUTE = {"x-amzn-fragment-timecode-type", "ABSOLUTE"};

    final MemoryStore store = new MemoryStore();
    final List<Runnable> blocked = new ArrayList<>();
    final PutMedia putMedia;
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private long nowNs = 1_000_000_000_000L;
    boolean opensAtOnce = true;
    Stream stream = stream(24);

    Bench(LimitsMode mode) {
        loop.freezeTime();
        putMedia = new PutMedia(store, new PutMediaSettings(mode, () -> nowNs, blocked::add));
    }

    static Stream stream(int retentionHours) {
        StreamArn arn = new StreamArn("aws", "us-east-1", "123456789012", "door", 1);
        return new Stream(
                7, arn, null, null, null, "v", StreamStatus.ACTIVE, retentionHours, StorageTier.HOT, Map.of());
    }

    FakeExchange exchange(String... headers) {
        return new FakeExchange(loop.eventLoop(), headers.length == 0 ? ABSOLUTE : headers);
    }

    FakeExchange open(String... headers) {
        FakeExchange exchange = exchange(headers);
        putMedia.accept(exchange, stream);
        if (opensAtOnce) {
            runBlocked();
        }
        return exchange;
    }

    void runBlocked() {
        List<Runnable> tasks = List.copyOf(blocked);
        blocked.clear();
        tasks.forEach(Runnable::run);
        run();
    }

    void run() {
        loop.runPendingTasks();
    }

    void advanceMs(long ms) {
        nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
        loop.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        loop.runScheduledPendingTasks();
        run();
    }

    /// In steps of a second, so that every tick sees its own time.
    void advanceSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            advanceMs(1_000);
        }
    }

    void send(FakeExchange exchange, byte[] bytes) {
        send(exchange, bytes, bytes.length);
    }

    /// Sends in pieces, from direct memory, and wipes each when it was read.
    void send(FakeExchange exchange, byte[] bytes, int pieceBytes) {
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            ByteBuf piece = Unpooled.directBuffer().writeBytes(bytes, at, Math.min(pieceBytes, bytes.length - at));
            listener(exchange).onData(piece);
            if (piece.refCnt() == 1) {
                piece.setZero(0, piece.capacity());
            }
            piece.release();
            run();
        }
    }

    void end(FakeExchange exchange) {
        listener(exchange).onEnd();
        run();
    }

    void abort(FakeExchange exchange) {
        listener(exchange).onAborted("reset");
        run();
    }

    private static BodyListener listener(FakeExchange exchange) {
        return Objects.requireNonNull(exchange.body);
    }

    /// What was sent behind the answer's head, each line short: `PERSISTED 1000 #1001`.
    static List<String> acks(FakeExchange exchange) {
        return exchange.sent.stream().skip(2).map(Bench::shorten).toList();
    }

    private static String shorten(String line) {
        return line.replaceAll("\\{\"EventType\":\"([A-Z]+)\"", "$1")
                .replaceAll(",\"FragmentTimecode\":(-?\\d+)", " $1")
                .replaceAll(",\"FragmentNumber\":\"(\\d+)\"", " #")
                .replaceAll(",\"ErrorCode\":\"([A-Z_]+)\",\"ErrorId\":(\\d+)", " $2")
                .replaceAll("}\\n", "");
    }

    byte[] payload(int index) {
        return store.fragments.get(index).payload();
    }

    List<String> states() {
        return store.fragments.stream()
                .map(f -> f.start.clusterTimecodeMs() + (f.givenUp ? " given up" : f.end == null ? " open" : " whole"))
                .toList();
    }

    static byte[] join(byte[]... parts) {
        return Arrays.stream(parts).reduce(new byte[0], (a, b) -> {
            byte[] joined = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, joined, a.length, b.length);
            return joined;
        });
    }
}
