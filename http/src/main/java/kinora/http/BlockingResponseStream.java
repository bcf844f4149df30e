package kinora.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets blocking code write to a Netty channel: at most [#IN_FLIGHT_BYTES_MAX] are on their way at any moment.
final class BlockingResponseStream implements ResponseStream {
    /// Enough to keep a fast socket busy between two wake-ups, little enough for a thousand slow readers.
    private static final long IN_FLIGHT_BYTES_MAX = 256 << 10;

    private final ServerExchange exchange;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private long inFlightBytes;
    private boolean closed;

    BlockingResponseStream(ServerExchange exchange) {
        this.exchange = exchange;
    }

    void begin(int status, HttpHeaders headers) {
        exchange.onLoop(() -> {
            exchange.onWritableChanged(this::checkOpen);
            exchange.respond(status, headers);
        });
    }

    private void checkOpen() {
        if (!exchange.isOpen()) {
            markClosed();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Runnable release) throws IOException {
        try {
            reserve(length);
        } catch (IOException e) {
            release.run();
            throw e;
        }
        ByteBuf chunk = Unpooled.wrappedBuffer(bytes, offset, length);
        boolean running = exchange.onLoop(() -> exchange.writeThen(chunk, sent -> {
            release.run();
            leave(length, sent);
        }));
        if (!running) {
            release.run();
            leave(length, false);
        }
    }

    private void reserve(int length) throws IOException {
        lock.lock();
        try {
            awaitRoom(IN_FLIGHT_BYTES_MAX);
            inFlightBytes += length;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            awaitRoom(1);
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(long below) throws IOException {
        try {
            long remainingNs = TimeUnit.MILLISECONDS.toNanos(exchange.config().writeTimeoutMs());
            while (!closed && inFlightBytes >= below && remainingNs > 0) {
                remainingNs = left.awaitNanos(remainingNs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (closed) {
            throw new IOException("the client closed the connection");
        }
        if (inFlightBytes >= below) {
            abort();
            throw new IOException(
                    "the client read nothing for " + exchange.config().writeTimeoutMs() + " ms");
        }
    }

    private void leave(int length, boolean sent) {
        lock.lock();
        try {
            inFlightBytes -= length;
            closed |= !sent;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void markClosed() {
        lock.lock();
        try {
            closed = true;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish() {
        exchange.onLoop(() -> exchange.finish(false));
    }

    @Override
    public void abort() {
        markClosed();
        exchange.onLoop(exchange::abort);
    }

    @Override
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
