package kinora.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Routes that do what their path says, and a list of what happened.
final class TestRouter implements Router {
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final CountDownLatch letGo = new CountDownLatch(1);
    final ConcurrentHashMap<String, Exchange> held = new ConcurrentHashMap<>();

    @Override
    public Handler route(RequestHead head) {
        return switch (head.path()) {
            case "/echo" -> (Handler.Streaming) this::echo;
            case "/late" -> (Handler.Streaming) this::late;
            case "/burst" -> (Handler.Streaming) TestRouter::burst;
            case "/paused" -> (Handler.Streaming) this::paused;
            case "/refuse" -> throw new IllegalStateException("refused");
            case "/stream" -> (Handler.Blocking) this::stream;
            case "/large" ->
                (Handler.Blocking) call -> call.respond(new Response(200, Headers.of(), new byte[32 << 20]));
            case "/head" ->
                (Handler.Blocking) call -> call.respond(Response.text(
                        200,
                        "secure " + call.head().secure() + ", host "
                                + call.head().header("host")));
            case "/hold" -> (Handler.Blocking) this::hold;
            case "/broken" ->
                (Handler.Blocking) _ -> {
                    throw new IllegalArgumentException("broken");
                };
            default -> (Handler.Blocking) TestRouter::describe;
        };
    }

    private static void burst(Exchange exchange) {
        exchange.respond(200, Headers.of());
        exchange.write(Unpooled.wrappedBuffer(new byte[32 << 20]));
        exchange.finish(false);
    }

    private static void describe(Call call) throws Exception {
        RequestHead head = call.head();
        call.respond(Response.text(
                200,
                head.method() + " " + head.path() + "?" + head.query() + " "
                        + head.headers().get("content-type") + " "
                        + new String(call.body(), StandardCharsets.ISO_8859_1)));
    }

    private void hold(Call call) throws Exception {
        events.add("held");
        letGo.await();
        call.respond(Response.text(200, "let go"));
    }

    private void stream(Call call) throws Exception {
        ResponseStream out = call.stream(200, Headers.of("Content-Type", "video/webm"));
        try {
            for (int i = 0; i < 1_000; i++) {
                out.write(new byte[64 << 10]);
            }
        } catch (IOException e) {
            events.add("cut");
            throw e;
        }
        out.finish();
    }

    /// Answers before the body comes and sends every piece back as it arrives.
    private void echo(Exchange exchange) {
        exchange.sendContinue();
        exchange.respond(200, Headers.of());
        exchange.onBody(new Echo(exchange));
    }

    /// Wants the body only after a while, as a session does that opens its store first.
    private void late(Exchange exchange) {
        exchange.respond(200, Headers.of());
        exchange.eventLoop().schedule(() -> exchange.onBody(new Echo(exchange)), 200, TimeUnit.MILLISECONDS);
    }

    private void paused(Exchange exchange) {
        exchange.respond(200, Headers.of());
        exchange.onBody(new Echo(exchange));
        exchange.pauseReading();
        held.put("paused", exchange);
    }

    @Override
    public Response failed(RequestHead head, Throwable failure) {
        return Response.text(
                failure instanceof IllegalStateException ? 404 : 500, String.valueOf(failure.getMessage()));
    }

    @Override
    public Response refused(int status, String explanation) {
        return Response.text(status, explanation);
    }

    private final class Echo implements BodyListener {
        private final Exchange exchange;

        Echo(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void onData(ByteBuf data) {
            exchange.write(data.copy());
        }

        @Override
        public void onEnd() {
            events.add("end");
            exchange.finish(false);
        }

        @Override
        public void onAborted(String reason) {
            events.add("aborted: " + reason);
            exchange.finish(true);
        }
    }
}
