package kinora.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends an HTTP/2 connection on which nothing has been asked for a while. Its streams have timeouts of their own, so
/// a connection with streams is never idle for ever.
final class Http2Idle extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Idle.class);

    private final long idleTimeoutMs;
    private @Nullable ScheduledFuture<?> look;
    private boolean wasIdle;

    Http2Idle(long idleTimeoutMs) {
        this.idleTimeoutMs = idleTimeoutMs;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // Found idle twice in a row, half the time apart.
        long eachMs = Math.max(1, idleTimeoutMs / 2);
        look = ctx.executor().scheduleAtFixedRate(() -> look(ctx), eachMs, eachMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
        wasIdle = false;
        ctx.fireChannelRead(frame);
    }

    private void look(ChannelHandlerContext ctx) {
        boolean idle = ctx.pipeline().get(Http2FrameCodec.class).connection().numActiveStreams() == 0;
        if (idle && wasIdle) {
            // The codec says goodbye first (GOAWAY).
            ctx.close();
        }
        wasIdle = idle;
    }

    /// The codec has already ended what broke the rules; it passes on why.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("HTTP/2 connection from {}: {}", ctx.channel().remoteAddress(), cause.toString());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (look != null) {
            look.cancel(false);
        }
    }
}
