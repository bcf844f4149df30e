package kinora.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One PutMedia session: sends its packets when they are due and reads its acknowledgements. On the event loop.
final class Producer extends ChannelInboundHandlerAdapter implements Comparable<Producer> {
    private record Closed(long timecodeMs, long atNs) {}

    private final Generator generator;
    private final Template template;
    private final List<Packet> packets;
    private final int index;
    private final long stepMs;
    private final Lines lines = new Lines(this::line);
    private final ArrayDeque<Closed> closed = new ArrayDeque<>();

    private @Nullable Channel channel;
    private boolean accepted;
    private boolean bodyEnded;
    private boolean over;
    private boolean waitsForRoom;
    private long fragmentStartNs;
    private long fragmentTimecodeMs;
    private long fragments;
    private int nextPacket;
    private long dueNs;

    Producer(Generator generator, Template template, int index) {
        this.generator = generator;
        this.template = template;
        this.packets = template.packets();
        this.index = index;
        this.stepMs = template.shape().timecodeStepMs();
    }

    long dueNs() {
        return dueNs;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public int compareTo(Producer other) {
        return Long.compare(dueNs, other.dueNs);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        ctx.writeAndFlush(Template.ascii(generator.heads().putMedia(LoadSettings.stream(index))));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            lines.read(in);
        } finally {
            in.release();
        }
    }

    private void line(String line) {
        if (line.startsWith("{")) {
            acknowledged(line);
        } else if (!accepted && line.startsWith("HTTP/1.1 ")) {
            answered(line);
        } else if (bodyEnded && line.equals("0")) {
            generator.results().endedInOrder++;
            end();
        }
    }

    private void answered(String status) {
        if (!status.startsWith("HTTP/1.1 200")) {
            generator.results().fail(status);
            return;
        }
        accepted = true;
        if (channel != null) {
            channel.writeAndFlush(template.opening().duplicate());
        }
        generator.accepted();
    }

    private void acknowledged(String ack) {
        if (ack.contains("\"PERSISTED\"")) {
            long nowNs = System.nanoTime();
            generator.results().persisted++;
            long timecodeMs = number(ack, "\"FragmentTimecode\":");
            Closed first = closed.poll();
            while (first != null && first.timecodeMs() < timecodeMs) {
                first = closed.poll();
            }
            if (first != null) {
                generator.results().persistNs.recordValue(nowNs - first.atNs());
            }
        } else if (ack.contains("\"ERROR\"")) {
            generator.results().failed++;
            generator.results().fail(ack);
        }
    }

    private static long number(String json, String before) {
        int start = json.indexOf(before) + before.length();
        int end = start;
        while (end < json.length() && Character.isDigit(json.charAt(end))) {
            end++;
        }
        return Long.parseLong(json, start, end, 10);
    }

    /// Everyone is connected: the first fragment begins at `startNs`.
    void begin(long startNs) {
        fragmentStartNs = startNs;
        fragmentTimecodeMs = System.currentTimeMillis();
        dueNs = startNs + packets.get(0).dueNs();
    }

    /// Sends the packet that is due; false when it must wait for the socket or nothing more comes.
    boolean send(long nowNs) {
        Channel out = channel;
        if (out == null || over || bodyEnded) {
            return false;
        }
        if (!out.isWritable()) {
            waitsForRoom = true;
            return false;
        }
        if (nextPacket == 0 && (generator.isStopping() || fragments == generator.fragmentsMax())) {
            endBody(out);
            return false;
        }
        if (template.shape().fragmentMs() > 0) {
            generator.results().sent(nowNs - dueNs);
        }
        sendPacket(out);
        return true;
    }

    private void sendPacket(Channel out) {
        Packet packet = packets.get(nextPacket);
        if (nextPacket == 0) {
            beginFragment();
        }
        ByteBuf wire = packet.wire();
        if (packet.patchedBytes() == 0) {
            out.writeAndFlush(wire.duplicate(), out.voidPromise());
        } else {
            out.write(patched(out, packet), out.voidPromise());
            out.writeAndFlush(
                    wire.slice(packet.patchedBytes(), wire.readableBytes() - packet.patchedBytes()), out.voidPromise());
        }
        advance();
    }

    private void beginFragment() {
        closeFragment();
        if (fragments > 0) {
            fragmentTimecodeMs += stepMs;
        }
        fragments++;
        generator.results().fragmentsBegun++;
    }

    private void closeFragment() {
        if (fragments > 0) {
            generator.results().fragmentsClosed++;
            closed.add(new Closed(fragmentTimecodeMs, System.nanoTime()));
        }
    }

    private ByteBuf patched(Channel out, Packet packet) {
        ByteBuf head = out.alloc().directBuffer(packet.patchedBytes());
        head.writeBytes(packet.wire(), 0, packet.patchedBytes());
        int[] at = packet.timecodeAt();
        for (int i = 0; i < at.length; i++) {
            head.setByte(at[i], (int) (fragmentTimecodeMs >>> (56 - 8 * i)));
        }
        if (packet.markerAt() != Packet.NO_MARKER) {
            Marker.stamp(head, packet.markerAt(), System.nanoTime());
        }
        return head;
    }

    private void advance() {
        nextPacket++;
        if (nextPacket == packets.size()) {
            nextPacket = 0;
            fragmentStartNs += template.shape().fragmentMs() * 1_000_000;
        }
        long offsetNs =
                template.shape().fragmentMs() == 0 ? 0 : packets.get(nextPacket).dueNs();
        dueNs = fragmentStartNs + offsetNs;
    }

    private void endBody(Channel out) {
        bodyEnded = true;
        closeFragment();
        out.writeAndFlush(Template.ascii("0\r\n\r\n"));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (waitsForRoom && ctx.channel().isWritable()) {
            waitsForRoom = false;
            generator.due(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!over) {
            generator.results().cut++;
            generator.results().fail("a connection was cut");
        }
        end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        generator.results().fail(cause.toString());
        ctx.close();
    }

    void connectFailed(Throwable cause) {
        generator.results().fail(cause.toString());
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            if (channel != null) {
                channel.close();
            }
            generator.ended();
        }
    }
}
