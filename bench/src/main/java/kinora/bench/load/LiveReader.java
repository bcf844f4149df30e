package kinora.bench.load;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;

/// One GetMedia connection that measures how old each frame is when its last byte comes out.
final class LiveReader extends ChannelInboundHandlerAdapter {
    private final Generator generator;
    private final int stream;
    private final FrameFinder frames;

    LiveReader(Generator generator, int stream) {
        this.generator = generator;
        this.stream = stream;
        this.frames = new FrameFinder(sentNs -> generator.results().frameNs.recordValue(System.nanoTime() - sentNs));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.pipeline()
                .firstContext()
                .writeAndFlush(Template.ascii(generator.heads().getMedia(LoadSettings.stream(stream))));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpResponse response && response.status().code() != 200) {
                generator.results().fail("GetMedia: " + response.status());
            }
            if (message instanceof HttpContent content) {
                frames.read(content.content());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        generator.results().fail("GetMedia: " + cause);
        ctx.close();
    }
}
