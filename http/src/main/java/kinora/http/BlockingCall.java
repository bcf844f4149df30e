package kinora.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers a request's body on the event loop, then runs the handler on a virtual thread.
final class BlockingCall implements Call, BodyListener {
    private static final Logger LOG = LoggerFactory.getLogger(BlockingCall.class);

    private final ServerExchange exchange;
    private final Handler.Blocking handler;
    private final Router router;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream(0);
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable BlockingResponseStream stream;
    private volatile boolean responded;

    private BlockingCall(ServerExchange exchange, Handler.Blocking handler, Router router) {
        this.exchange = exchange;
        this.handler = handler;
        this.router = router;
    }

    static void start(ServerExchange exchange, Handler.Blocking handler, Router router) {
        handler.admit(exchange.head());
        BlockingCall call = new BlockingCall(exchange, handler, router);
        String declared = exchange.head().header(HttpHeaderNames.CONTENT_LENGTH.toString());
        if (declared != null && isTooLong(declared, handler.bodyBytesMax())) {
            exchange.refuse(call.tooLong());
            return;
        }
        call.deadline = exchange.eventLoop()
                .schedule(call::bodyTooSlow, exchange.config().bodyTimeoutMs(), TimeUnit.MILLISECONDS);
        exchange.sendContinue();
        exchange.onBody(call);
    }

    private static boolean isTooLong(String contentLength, int max) {
        // Netty has already refused what is not a number.
        return contentLength.length() > 9 || Long.parseLong(contentLength.strip()) > max;
    }

    private Response tooLong() {
        return router.refused(413, "The body is longer than " + handler.bodyBytesMax() + " bytes.");
    }

    private void bodyTooSlow() {
        refuseBody(router.refused(408, "The body did not arrive in time."));
    }

    /// Ends the call before its handler has run.
    private void refuseBody(Response refusal) {
        if (responded) {
            return;
        }
        responded = true;
        stopDeadline();
        exchange.bodies().giveBack(received.size());
        exchange.refuse(refusal);
    }

    @Override
    public void onData(ByteBuf data) {
        int length = data.readableBytes();
        if (responded) {
            return;
        }
        if (received.size() + length > handler.bodyBytesMax()) {
            refuseBody(tooLong());
            return;
        }
        if (!exchange.bodies().tryTake(length)) {
            refuseBody(router.refused(503, "The server holds as many bodies as it can; try again in a moment."));
            return;
        }
        byte[] copy = new byte[length];
        data.readBytes(copy);
        received.writeBytes(copy);
    }

    @Override
    public void onEnd() {
        stopDeadline();
        if (!responded) {
            Thread.ofVirtual().name("call ", 0).start(this::run);
        }
    }

    @Override
    public void onAborted(String reason) {
        refuseBody(router.refused(400, reason));
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void run() {
        try {
            handler.handle(this);
            if (!responded) {
                throw new IllegalStateException("the handler of " + head().path() + " gave no answer");
            }
        } catch (IOException e) {
            LOG.debug("{} {}: the client went away: {}", head().method(), head().path(), e.toString());
            abort();
        } catch (Exception e) {
            answerFailure(e);
        } finally {
            exchange.bodies().giveBack(received.size());
        }
    }

    private void answerFailure(Exception failure) {
        if (stream != null) {
            LOG.warn("{} {} failed after its answer began", head().method(), head().path(), failure);
            abort();
            return;
        }
        Response answer = router.failed(head(), failure);
        exchange.onLoop(() -> exchange.refuse(answer));
    }

    private void abort() {
        exchange.onLoop(exchange::abort);
    }

    @Override
    public RequestHead head() {
        return exchange.head();
    }

    @Override
    public byte[] body() {
        return received.toByteArray();
    }

    @Override
    public void respond(Response response) {
        responded = true;
        exchange.onLoop(() -> exchange.refuse(response));
    }

    @Override
    public ResponseStream stream(int status, HttpHeaders headers) {
        responded = true;
        BlockingResponseStream opened = new BlockingResponseStream(exchange);
        stream = opened;
        opened.begin(status, headers);
        return opened;
    }
}
