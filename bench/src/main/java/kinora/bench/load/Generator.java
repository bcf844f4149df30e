package kinora.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/// The generator's main: connects its producers, says `connected`, sends until it reads `stop`, says what it saw.
/// At `measure` the window begins. Everything but the reading of commands happens on one event loop.
public final class Generator {
    private static final long CONNECT_EACH_NS = 1_000_000;
    private static final long HEAD_START_NS = 200_000_000;
    private static final int SENDS_IN_A_ROW = 32;
    private static final long LAST_WORD_MS = 180_000;

    private final LoadSettings settings;
    private final SignedHeads heads;
    private final Template template;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final LoadResults results = new LoadResults();
    private final PriorityQueue<Producer> queue = new PriorityQueue<>();
    private final Producer[] producers;
    private int acceptedCount;
    private int endedCount;
    private boolean scheduled;
    private boolean stopping;

    private Generator(LoadSettings settings) {
        this.settings = settings;
        this.heads = new SignedHeads(settings);
        this.template = new Template(MediaShape.named(settings.media()), settings.readers() > 0);
        this.producers = new Producer[settings.producers()];
    }

    /// Arguments: see [LoadSettings].
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Generator generator = new Generator(LoadSettings.parse(arguments));
        System.out.println("payload " + generator.template.payloadBytes());
        generator.connect();
        generator.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        generator.finish();
    }

    LoadResults results() {
        return results;
    }

    SignedHeads heads() {
        return heads;
    }

    boolean isStopping() {
        return stopping;
    }

    long fragmentsMax() {
        return settings.fragmentsMax() == 0 ? -1 : settings.fragmentsMax();
    }

    private void connect() {
        for (int i = 0; i < producers.length; i++) {
            Producer producer = new Producer(this, template, i);
            producers[i] = producer;
            loop.schedule(() -> connect(producer), i * CONNECT_EACH_NS, TimeUnit.NANOSECONDS);
        }
    }

    private void connect(Producer producer) {
        bootstrap(producer).connect("127.0.0.1", settings.port()).addListener(connected -> {
            if (!connected.isSuccess()) {
                producer.connectFailed(connected.cause());
            }
        });
    }

    private Bootstrap bootstrap(ChannelHandler... handlers) {
        return new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(128 << 10, 256 << 10))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(handlers);
                    }
                });
    }

    void accepted() {
        acceptedCount++;
        if (acceptedCount == producers.length) {
            for (int i = 0; i < settings.readers(); i++) {
                bootstrap(new HttpResponseDecoder(), new LiveReader(this, i)).connect("127.0.0.1", settings.port());
            }
            begin();
            System.out.println("connected");
        }
    }

    /// Producers are spread over the length of a fragment, as cameras are that know nothing of each other.
    private void begin() {
        long startNs = System.nanoTime() + HEAD_START_NS;
        long fragmentNs = TimeUnit.MILLISECONDS.toNanos(template.shape().fragmentMs());
        for (int i = 0; i < producers.length; i++) {
            producers[i].begin(startNs + fragmentNs * i / producers.length);
            queue.add(producers[i]);
        }
        sendDue();
    }

    private void sendDue() {
        long nowNs = System.nanoTime();
        Producer next = queue.peek();
        for (int i = 0; i < SENDS_IN_A_ROW && next != null && next.dueNs() <= nowNs; i++) {
            queue.poll();
            if (next.send(nowNs)) {
                queue.add(next);
            }
            next = queue.peek();
        }
        if (next != null) {
            scheduled = true;
            loop.schedule(this::wake, Math.max(0, next.dueNs() - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void wake() {
        scheduled = false;
        sendDue();
    }

    /// A producer whose socket was full has room again.
    void due(Producer producer) {
        queue.add(producer);
        if (!scheduled) {
            sendDue();
        }
    }

    void ended() {
        endedCount++;
        if (endedCount == producers.length) {
            System.out.println("ended");
        }
    }

    private void obey(BufferedReader commands) throws IOException {
        String command = commands.readLine();
        while (command != null && !command.equals("stop")) {
            if (command.equals("measure")) {
                loop.execute(results::measure);
            }
            command = commands.readLine();
        }
    }

    private void finish() throws InterruptedException {
        loop.execute(() -> {
            stopping = true;
            results.windowEnded();
        });
        long deadlineMs = System.currentTimeMillis() + LAST_WORD_MS;
        while (!allEnded() && System.currentTimeMillis() < deadlineMs) {
            Thread.sleep(20);
        }
        loop.submit(results::print).syncUninterruptibly();
        System.exit(0);
    }

    private boolean allEnded() {
        return loop.submit(() -> endedCount == producers.length)
                .syncUninterruptibly()
                .getNow();
    }
}
