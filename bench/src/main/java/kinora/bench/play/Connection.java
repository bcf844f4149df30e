package kinora.bench.play;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A cheap HTTP/1.1 client: one request after the other on one connection. Bodies are thrown away unless wanted. All
/// calls come on its event loop.
public final class Connection extends ChannelInboundHandlerAdapter {
    private static final int HEAD_BYTES_MAX = 8 << 10;
    private static final String LENGTH = "content-length:";

    private final String host;
    private final Queue<Asked> asked = new ArrayDeque<>();
    private final StringBuilder head = new StringBuilder(512);
    private @Nullable Channel channel;
    private byte[] body = {};
    private int status;
    private long bodyBytes = -1;
    private long bodyRead;

    Connection(String host) {
        this.host = host;
    }

    /// Hears the answer, or status 0 when there will be none.
    @FunctionalInterface
    public interface Listener {
        void onAnswer(int status, long bodyBytes, byte[] body);
    }

    private record Asked(String path, boolean keep, Listener listener) {}

    /// Asks at once, or when all that was asked before is answered.
    public void get(String path, boolean keep, Listener listener) {
        asked.add(new Asked(path, keep, listener));
        if (asked.size() == 1) {
            send();
        }
    }

    private void send() {
        Asked next = asked.peek();
        if (next == null) {
            return;
        }
        if (channel == null || !channel.isActive()) {
            asked.remove();
            next.listener.onAnswer(0, 0, new byte[0]);
            return;
        }
        String request = "GET " + next.path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        channel.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable()) {
                if (bodyBytes < 0) {
                    readHead(in);
                } else {
                    readBody(in);
                }
                endIfWhole();
            }
        } finally {
            in.release();
        }
    }

    private void readHead(ByteBuf in) {
        while (in.isReadable()) {
            head.append((char) in.readByte());
            int length = head.length();
            if (length >= 4 && head.charAt(length - 1) == '\n' && head.charAt(length - 3) == '\n') {
                begin(head.toString());
                head.setLength(0);
                return;
            }
            if (length > HEAD_BYTES_MAX) {
                throw new IllegalStateException("an answer's head without end");
            }
        }
    }

    private void begin(String text) {
        status = Integer.parseInt(text.substring(9, 12));
        bodyRead = 0;
        for (String line : text.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                bodyBytes = Long.parseLong(line.substring(LENGTH.length()).strip());
            }
        }
        Asked present = asked.element();
        if (bodyBytes < 0) {
            throw new IllegalStateException("an answer without a length");
        }
        body = new byte[present.keep ? (int) bodyBytes : 0];
    }

    private void readBody(ByteBuf in) {
        int count = (int) Math.min(in.readableBytes(), bodyBytes - bodyRead);
        if (body.length > 0) {
            in.readBytes(body, (int) bodyRead, count);
        } else {
            in.skipBytes(count);
        }
        bodyRead += count;
    }

    private void endIfWhole() {
        if (bodyBytes < 0 || bodyRead < bodyBytes) {
            return;
        }
        long length = bodyBytes;
        bodyBytes = -1;
        // Sent before the listener is heard: what it asks for is then behind what waits.
        Asked done = asked.remove();
        send();
        done.listener.onAnswer(status, length, body);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        while (!asked.isEmpty()) {
            asked.remove().listener.onAnswer(0, 0, new byte[0]);
        }
    }
}
