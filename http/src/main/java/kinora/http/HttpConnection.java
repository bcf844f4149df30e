package kinora.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection, or one stream of an HTTP/2 connection: reads requests one after the other and gives each an
/// exchange. A request that arrives before the last answer is out waits in the queue, and the socket is not read
/// meanwhile.
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final HttpServerConfig config;
    private final Router router;
    private final boolean secure;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private @Nullable ServerExchange exchange;
    private @Nullable ScheduledFuture<?> deadline;
    private int drainedBytes;
    private boolean draining;

    /// Set while [#next] works through what waits, so that answers given at once do not nest.
    private boolean advancing;

    HttpConnection(HttpServerConfig config, Router router, boolean secure) {
        this.config = config;
        this.router = router;
        this.secure = secure;
    }

    HttpServerConfig config() {
        return config;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // A client that never finishes its headers holds a descriptor, nothing more, and not for long.
        startDeadline(ctx, config.headerTimeoutMs());
    }

    /// Behind TLS the channel has long been active when it is known what is spoken on it.
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            startDeadline(ctx, config.headerTimeoutMs());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (draining) {
            drain(ctx, message);
            return;
        }
        if (message instanceof HttpRequest && exchange != null) {
            ctx.channel().config().setAutoRead(false);
            waiting.add(message);
            return;
        }
        if (!waiting.isEmpty()) {
            waiting.add(message);
            return;
        }
        accept(ctx, message);
    }

    private void accept(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (message instanceof HttpContent content && exchange != null) {
                exchange.onContent(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        stopDeadline();
        RequestHead head = headOf(ctx, request);
        ServerExchange begun = new ServerExchange(ctx, this, request, head);
        exchange = begun;
        DecoderResult decoded = request.decoderResult();
        if (decoded.isFailure()) {
            begun.refuse(router.refused(statusOf(decoded.cause()), "The request is not HTTP/1.1 within the limits."));
            return;
        }
        try {
            dispatch(begun, head);
        } catch (RuntimeException e) {
            begun.refuse(router.failed(head, e));
        }
    }

    private void dispatch(ServerExchange begun, RequestHead head) {
        switch (router.route(head)) {
            case Handler.Streaming streaming -> streaming.handle(begun);
            case Handler.Blocking blocking -> BlockingCall.start(begun, blocking, router);
        }
    }

    private RequestHead headOf(ChannelHandlerContext ctx, HttpRequest request) {
        return new RequestHead(
                UUID.randomUUID().toString(),
                request.method().name(),
                RequestHead.pathOf(request.uri()),
                RequestHead.queryOf(request.uri()),
                request.headers(),
                (InetSocketAddress) ctx.channel().remoteAddress(),
                (InetSocketAddress) ctx.channel().localAddress(),
                secure);
    }

    private static int statusOf(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return 414;
        }
        return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException ? 431 : 400;
    }

    /// The exchange is over and the connection may serve another request.
    void next(ChannelHandlerContext ctx) {
        endExchange();
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            while (exchange == null && !waiting.isEmpty()) {
                acceptWaiting(ctx);
            }
        } finally {
            advancing = false;
        }
        if (exchange == null) {
            startDeadline(ctx, config.idleTimeoutMs());
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void endExchange() {
        ServerExchange ended = exchange;
        exchange = null;
        if (ended != null) {
            ended.releaseEarly();
        }
    }

    private void acceptWaiting(ChannelHandlerContext ctx) {
        do {
            Object message = waiting.poll();
            if (message != null) {
                accept(ctx, message);
            }
        } while (!waiting.isEmpty() && !(waiting.peek() instanceof HttpRequest));
    }

    /// The answer is out but the client still sends. A small body is read and thrown away, for some clients read no
    /// answer before they have sent all; behind that nothing is read any more, so that a client that would send for
    /// ever blocks, looks up, and finds the answer. Closing at once would destroy it under way.
    void drainAndClose(ChannelHandlerContext ctx) {
        draining = true;
        endExchange();
        releaseWaiting();
        startDeadline(ctx, HttpServerConfig.DRAIN_MS_MAX);
        ctx.channel().config().setAutoRead(true);
    }

    private void drain(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpContent content) {
            drainedBytes += content.content().readableBytes();
        }
        ReferenceCountUtil.release(message);
        if (drainedBytes > HttpServerConfig.DRAIN_BYTES_MAX) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void startDeadline(ChannelHandlerContext ctx, long timeoutMs) {
        stopDeadline();
        deadline = ctx.executor().schedule(() -> ctx.close(), timeoutMs, TimeUnit.MILLISECONDS);
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null && ctx.channel().isWritable()) {
            exchange.onWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopDeadline();
        releaseWaiting();
        ServerExchange cut = exchange;
        exchange = null;
        if (cut != null) {
            cut.onClosed("connection closed by the client");
        }
    }

    /// What a stranger sent or broke off is no news for the log; what our own code throws is.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException || cause instanceof Http2Exception) {
            LOG.debug("closing connection from {}: {}", ctx.channel().remoteAddress(), cause.toString());
        } else {
            LOG.warn("closing connection from {}", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }

    private void releaseWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
