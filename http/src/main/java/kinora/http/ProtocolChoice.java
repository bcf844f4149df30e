package kinora.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks what was agreed on while TLS was set up; HTTP/1.1 with clients that agree on nothing.
final class ProtocolChoice extends ApplicationProtocolNegotiationHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolChoice.class);

    private final HttpServerConfig config;
    private final Router router;

    ProtocolChoice(HttpServerConfig config, Router router) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.config = config;
        this.router = router;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            ctx.pipeline()
                    .addLast(Http2.codec(config), new Http2Idle(config.idleTimeoutMs()), Http2.streams(config, router));
        } else {
            ctx.pipeline().addLast(Http1.codec(config), new HttpConnection(config, router, true));
        }
    }

    /// Port scanners and clients that distrust the certificate are no news.
    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("no TLS with {}: {}", ctx.channel().remoteAddress(), cause.toString());
        ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("closing connection from {}: {}", ctx.channel().remoteAddress(), cause.toString());
        ctx.close();
    }
}
