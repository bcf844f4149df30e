package kinora.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;

/// HTTP/2 (RFC 9113) within a listener's limits: each of its streams is served as an HTTP/1.1 connection would be.
final class Http2 {
    /// A player asks for a handful of things at once; RFC 9113, section 6.5.2 advises no less than 100.
    static final int STREAMS_MAX = 100;

    /// What a stream may send before its handler has taken any of it. Uploads are small here; what does not read
    /// holds this much and no more.
    private static final int WINDOW_BYTES = 64 << 10;

    /// A client that opens streams only to reset them makes work and pays nothing (CVE-2023-44487).
    private static final int RESETS_MAX = 200;

    private static final int RESETS_SECONDS = 30;

    /// Answers to pings and settings that the client does not read.
    private static final int CONTROL_FRAMES_QUEUED_MAX = 1_000;

    /// Frames that carry nothing, one after the other.
    private static final int EMPTY_FRAMES_MAX = 2;

    private Http2() {}

    static Http2FrameCodec codec(HttpServerConfig config) {
        return Http2FrameCodecBuilder.forServer()
                .initialSettings(new Http2Settings()
                        .maxConcurrentStreams(STREAMS_MAX)
                        .maxHeaderListSize(config.headerBytesMax())
                        .initialWindowSize(WINDOW_BYTES))
                .decoderEnforceMaxRstFramesPerWindow(RESETS_MAX, RESETS_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(RESETS_MAX, RESETS_SECONDS)
                .encoderEnforceMaxQueuedControlFrames(CONTROL_FRAMES_QUEUED_MAX)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES_MAX)
                .build();
    }

    static ChannelHandler streams(HttpServerConfig config, Router router) {
        return new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline()
                        .addLast(new Http2StreamFrameToHttpObjectCodec(true), new HttpConnection(config, router, true));
            }
        });
    }
}
