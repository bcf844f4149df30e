package kinora.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The exchange over Netty. All state changes happen on the channel's event loop.
final class ServerExchange implements Exchange {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandlerContext ctx;
    private final HttpConnection connection;
    private final RequestHead head;
    private final boolean keepAlive;
    private final boolean expectsContinue;
    /// What came in the same read as the headers, kept until someone wants the body: one receive buffer at most.
    private final ArrayDeque<HttpContent> early = new ArrayDeque<>();

    private @Nullable BodyListener body;
    private @Nullable Runnable writableListener;
    private boolean responding;
    private boolean requestEnded;
    private boolean finished;
    private boolean pausedByHandler;

    ServerExchange(ChannelHandlerContext ctx, HttpConnection connection, HttpRequest request, RequestHead head) {
        this.ctx = ctx;
        this.connection = connection;
        this.head = head;
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.expectsContinue = HttpUtil.is100ContinueExpected(request);
        this.requestEnded = !hasBody(request);
        // Nothing of the body is read until someone wants it.
        ctx.channel().config().setAutoRead(false);
    }

    private static boolean hasBody(HttpRequest request) {
        return request.decoderResult().isFailure()
                || HttpUtil.isTransferEncodingChunked(request)
                || HttpUtil.getContentLength(request, 0L) > 0;
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public EventLoop eventLoop() {
        return ctx.channel().eventLoop();
    }

    @Override
    public void sendContinue() {
        if (!expectsContinue || requestEnded) {
            return;
        }
        ChannelHandlerContext codec = ctx.pipeline().context(HttpServerCodec.class);
        if (codec == null) {
            // HTTP/2 knows interim answers for what they are.
            ctx.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        } else {
            // Written past the codec: an interim answer must not count as the answer.
            codec.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
        }
    }

    @Override
    public void respond(int status, HttpHeaders headers) {
        responding = true;
        DefaultHttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), headers);
        addCommonHeaders(response.headers());
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ctx.writeAndFlush(response);
    }

    @Override
    public void write(ByteBuf chunk) {
        ctx.writeAndFlush(new DefaultHttpContent(chunk));
    }

    /// As [#write], and says whether the bytes reached the socket.
    void writeThen(ByteBuf chunk, Consumer<Boolean> done) {
        ctx.writeAndFlush(new DefaultHttpContent(chunk)).addListener(sent -> done.accept(sent.isSuccess()));
    }

    /// Runs a task on the event loop; false when the server has stopped and it never will be.
    boolean onLoop(Runnable task) {
        try {
            eventLoop().execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    BodyBudget bodies() {
        return BodyBudget.OF_THIS_PROCESS;
    }

    HttpServerConfig config() {
        return connection.config();
    }

    @Override
    public void finish(boolean close) {
        if (finished) {
            return;
        }
        finished = true;
        boolean endConnection = close || !keepAlive || !requestEnded;
        writeLast(LastHttpContent.EMPTY_LAST_CONTENT, endConnection);
    }

    @Override
    public void refuse(Response response) {
        if (finished) {
            return;
        }
        finished = true;
        if (responding) {
            ctx.close();
            return;
        }
        FullHttpResponse answer = full(response);
        boolean endConnection = !keepAlive || !requestEnded;
        if (endConnection) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        writeLast(answer, endConnection);
    }

    /// A client that does not read its answer holds memory: it may do so for a while only.
    private void writeLast(HttpObject last, boolean endConnection) {
        ScheduledFuture<?> deadline =
                eventLoop().schedule(() -> ctx.close(), config().writeTimeoutMs(), TimeUnit.MILLISECONDS);
        ctx.writeAndFlush(last).addListener(_ -> {
            deadline.cancel(false);
            endExchange(endConnection);
        });
    }

    private void endExchange(boolean endConnection) {
        if (endConnection) {
            endConnection();
        } else {
            connection.next(ctx);
        }
    }

    private FullHttpResponse full(Response response) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        answer.headers().set(response.headers());
        addCommonHeaders(answer.headers());
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        if (!keepAlive) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return answer;
    }

    private void addCommonHeaders(HttpHeaders headers) {
        // Exactly this capitalisation: the C producer compares case-sensitively.
        headers.set("x-amzn-RequestId", head.requestId());
        headers.set(HttpHeaderNames.DATE, HttpDate.now());
    }

    private void endConnection() {
        if (requestEnded) {
            ctx.close();
            return;
        }
        if (ctx.channel() instanceof Http2StreamChannel) {
            // RFC 9113, section 8.1: the answer is whole, and the rest of the request is not wanted.
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
            return;
        }
        connection.drainAndClose(ctx);
        if (ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    @Override
    public void onBody(BodyListener listener) {
        body = listener;
        while (!early.isEmpty()) {
            HttpContent content = early.remove();
            try {
                deliver(content);
            } finally {
                content.release();
            }
        }
        if (body != null) {
            resumeReading();
        }
    }

    void onContent(HttpContent content) {
        requestEnded |=
                content instanceof LastHttpContent && content.decoderResult().isSuccess();
        if (body != null) {
            deliver(content);
        } else if (!finished) {
            early.add(content.retain());
        }
    }

    private void deliver(HttpContent content) {
        BodyListener listener = body;
        if (listener == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            abortBody("the chunked body is broken");
            return;
        }
        if (content.content().isReadable()) {
            listener.onData(content.content());
        }
        if (content instanceof LastHttpContent) {
            body = null;
            // Read on, to learn when the client goes away while its answer is made.
            resumeReading();
            listener.onEnd();
        }
    }

    /// The exchange is over: nobody will want what is left.
    void releaseEarly() {
        early.forEach(HttpContent::release);
        early.clear();
    }

    void onWritable() {
        if (writableListener != null) {
            writableListener.run();
        }
    }

    void onClosed(String reason) {
        finished = true;
        releaseEarly();
        abortBody(reason);
        if (writableListener != null) {
            writableListener.run();
        }
    }

    private void abortBody(String reason) {
        BodyListener listener = body;
        body = null;
        if (listener != null) {
            listener.onAborted(reason);
        }
    }

    @Override
    public void onWritableChanged(Runnable listener) {
        writableListener = listener;
    }

    @Override
    public void pauseReading() {
        pausedByHandler = true;
        ctx.channel().config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        pausedByHandler = false;
        ctx.channel().config().setAutoRead(true);
    }

    boolean isPaused() {
        return pausedByHandler;
    }

    @Override
    public boolean isWritable() {
        return ctx.channel().isWritable();
    }

    boolean isOpen() {
        return ctx.channel().isActive();
    }

    @Override
    public void abort() {
        finished = true;
        ctx.close();
    }
}
