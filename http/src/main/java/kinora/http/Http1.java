package kinora.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;

/// HTTP/1.1 within a listener's limits.
final class Http1 {
    private Http1() {}

    static HttpServerCodec codec(HttpServerConfig config) {
        return new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(config.requestLineBytesMax())
                .setMaxHeaderSize(config.headerBytesMax())
                .setMaxChunkSize(HttpServerConfig.CHUNK_BYTES_MAX));
    }
}
