package kinora.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A listener: accepts connections within its limits and gives each to an [HttpConnection].
public final class HttpServer implements AutoCloseable {
    private static final int WRITE_HIGH_WATER_BYTES = 256 << 10;
    private static final int WRITE_LOW_WATER_BYTES = 64 << 10;
    private static final int BACKLOG = 4_096;

    private final EventLoopGroup loops;
    private final Channel listener;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger open = new AtomicInteger();

    private HttpServer(HttpServerConfig config, Router router, @Nullable TlsFiles tls) throws IOException {
        ReloadedTls material = tls == null ? null : new ReloadedTls(tls);
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        loops = new MultiThreadIoEventLoopGroup(config.eventLoops() > 0 ? config.eventLoops() : eventLoops(), io);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
                .childOption(ChannelOption.ALLOCATOR, new AdaptiveByteBufAllocator())
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(WRITE_LOW_WATER_BYTES, WRITE_HIGH_WATER_BYTES))
                .childHandler(new Connections(config, router, material))
                .bind(config.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("cannot listen on " + config.address() + ": " + reason(bound.cause()), bound.cause());
        }
        listener = bound.channel();
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "cancelled" : String.valueOf(cause.getMessage());
    }

    /// Half the cores: sealing and syncing want the others, and a loop that serves more sockets finds more of them
    /// ready
    /// at each wake-up.
    private static int eventLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /// Listens for HTTP/1.1 without TLS.
    public static HttpServer start(HttpServerConfig config, Router router) throws IOException {
        return new HttpServer(config, router, null);
    }

    /// Listens for HTTP/2 and HTTP/1.1 over TLS, whichever the client prefers.
    public static HttpServer start(HttpServerConfig config, Router router, TlsFiles tls) throws IOException {
        return new HttpServer(config, router, tls);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    public int openConnections() {
        return open.get();
    }

    /// Takes no new connections; those that are open go on.
    public void stopAccepting() {
        listener.close().syncUninterruptibly();
    }

    @Override
    public void close() {
        stopAccepting();
        connections.close().awaitUninterruptibly(2_000);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
    }

    private final class Connections extends ChannelInitializer<Channel> {
        private final HttpServerConfig config;
        private final Router router;
        private final @Nullable ReloadedTls tls;

        Connections(HttpServerConfig config, Router router, @Nullable ReloadedTls tls) {
            this.config = config;
            this.router = router;
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (open.incrementAndGet() > config.connectionsMax()) {
                open.decrementAndGet();
                channel.close();
                return;
            }
            connections.add(channel);
            channel.closeFuture().addListener(_ -> open.decrementAndGet());
            if (tls == null) {
                channel.pipeline().addLast(Http1.codec(config), new HttpConnection(config, router, false));
            } else {
                channel.pipeline()
                        .addLast(tls.current().newHandler(channel.alloc()), new ProtocolChoice(config, router));
            }
        }
    }
}
