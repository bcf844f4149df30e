package kinora.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kinora.formats.MalformedMediaException;
import kinora.http.BodyListener;
import kinora.http.Exchange;
import kinora.ingest.doctor.DoctorRounds;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.store.IngestSession;
import org.jspecify.annotations.Nullable;

/// One PutMedia call, from its headers to its zero chunk. All of it runs on the exchange's event loop.
///
/// 1. opening: the answer is out, the store session is being made, the socket is not read;
/// 2. reading: body bytes become fragments, acknowledgements go out as things happen;
/// 3. ending: the body is over or an error ended it; what the store still has to say is waited for;
/// 4. over: zero chunk sent or connection gone, store session closed, admission given back.
final class PutMediaSession implements BodyListener {
    private enum Phase {
        OPENING,
        READING,
        ENDING,
        OVER
    }

    /// A session runs to its fragment's end when its time is up, but no longer than this.
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(5);

    private static final long TICK_NS = TimeUnit.SECONDS.toNanos(1);

    /// The C producer gives up a connection that says nothing for 30 s.
    private static final long IDLE_ACK_NS = TimeUnit.SECONDS.toNanos(10);

    /// A store that says nothing of a fragment for this long has failed it.
    private static final long LAST_WORD_NS = TimeUnit.SECONDS.toNanos(60);

    /// At 50 fragments a second five seconds' worth: a disk that is further behind must not be given more.
    private static final int BACKLOG_MAX = 256;

    private final Exchange exchange;
    private final Stream stream;
    private final PutMediaHeaders headers;
    private final PutMediaSettings settings;
    private final StreamAdmission admission;
    private final DoctorRounds rounds;
    private final Consumer<PutMediaSession> onOver;
    private final SessionLog log;
    private final Pauses pauses;
    private final AckQueue acks = new AckQueue(this::send);
    private final long lifetimeNs;
    private final long idleNs;
    private final @Nullable TokenBucket bytePace;
    private final List<ByteBuf> held = new ArrayList<>(0);
    private final long startNs;

    private Phase phase = Phase.OPENING;
    private @Nullable IngestSession store;
    private @Nullable FragmentAssembler assembler;
    private @Nullable ScheduledFuture<?> ticker;
    private boolean bodyEnded;
    private boolean draining;
    private long lastDataNs;
    private long lastIdleAckNs;
    private long endingSinceNs;
    private long bytes;
    private long persisted;
    private String reason = "";

    PutMediaSession(
            Exchange exchange,
            Stream stream,
            PutMediaHeaders headers,
            long lifetimeMs,
            PutMediaSettings settings,
            StreamAdmission admission,
            DoctorRounds rounds,
            Consumer<PutMediaSession> onOver) {
        this.exchange = exchange;
        this.stream = stream;
        this.headers = headers;
        this.settings = settings;
        this.admission = admission;
        this.rounds = rounds;
        this.onOver = onOver;
        this.log = new SessionLog(stream, exchange.head());
        this.pauses = new Pauses(exchange);
        this.startNs = settings.nanoTime().getAsLong();
        this.lastDataNs = startNs;
        this.lastIdleAckNs = startNs;
        LimitsMode mode = settings.limits();
        this.lifetimeNs = TimeUnit.MILLISECONDS.toNanos(Math.min(lifetimeMs, Limit.PUT_MEDIA_SESSION_MS.in(mode)));
        this.idleNs = TimeUnit.MILLISECONDS.toNanos(Limit.PUT_MEDIA_IDLE_MS.in(mode));
        long bytesPerSecond = Limit.PUT_MEDIA_BYTES_PER_SECOND.in(mode);
        this.bytePace = bytesPerSecond == Long.MAX_VALUE ? null : new TokenBucket(bytesPerSecond, startNs);
    }

    /// The answer is out. From here on a lost connection is heard of, and what of the body is already decoded is held.
    void start() {
        log.opened(exchange.head(), headers);
        exchange.onWritableChanged(() -> pause(Pauses.Reason.ACKS, !exchange.isWritable()));
        exchange.onBody(this);
        pauses.set(Pauses.Reason.OPENING, true);
        ticker = exchange.eventLoop().scheduleAtFixedRate(this::tick, TICK_NS, TICK_NS, TimeUnit.NANOSECONDS);
    }

    void opened(IngestSession opened) {
        if (phase == Phase.OVER) {
            opened.close();
            return;
        }
        store = opened;
        if (phase == Phase.ENDING) {
            overIfSaid();
            return;
        }
        phase = Phase.READING;
        assembler = new FragmentAssembler(headers, settings.limits(), opened, acks, log);
        lastDataNs = settings.nanoTime().getAsLong();
        readHeld();
        pause(Pauses.Reason.OPENING, false);
        if (draining && phase == Phase.READING) {
            drainNow();
        }
    }

    void openingFailed(String explanation) {
        endBy(AckError.ARCHIVAL_ERROR, explanation);
    }

    private void readHeld() {
        for (ByteBuf data : held) {
            if (phase == Phase.READING) {
                read(data);
            }
        }
        releaseHeld();
        if (bodyEnded && phase == Phase.READING) {
            finishBody();
        }
    }

    private void releaseHeld() {
        held.forEach(ByteBuf::release);
        held.clear();
    }

    @Override
    public void onData(ByteBuf data) {
        lastDataNs = settings.nanoTime().getAsLong();
        if (phase == Phase.OPENING) {
            held.add(data.retain());
        } else if (phase == Phase.READING) {
            read(data);
        }
    }

    private void read(ByteBuf data) {
        bytes += data.readableBytes();
        FragmentAssembler reader = reader();
        long begunBefore = reader.fragmentsBegun();
        try {
            if (data.nioBufferCount() == 1) {
                reader.read(data.nioBuffer(), data.nioBuffer());
            } else {
                readParts(data.nioBuffers());
            }
        } catch (MalformedMediaException e) {
            endByMedia(e);
        } catch (RuntimeException e) {
            endByFault(e);
        }
        pace(data.readableBytes(), reader.fragmentsBegun() - begunBefore);
    }

    private void readParts(ByteBuffer[] parts) throws MalformedMediaException {
        for (ByteBuffer part : parts) {
            reader().read(part, part.duplicate());
        }
    }

    private FragmentAssembler reader() {
        return Objects.requireNonNull(assembler, "the session is still opening");
    }

    private void endByMedia(MalformedMediaException e) {
        AckError error = reader().sessionError();
        log.failed(error == null ? AckError.INVALID_MKV_DATA : error, String.valueOf(e.getMessage()), e.offsetBytes());
        end(error == null ? AckError.INVALID_MKV_DATA : error, String.valueOf(e.getMessage()));
    }

    private void endByFault(RuntimeException e) {
        log.broken(e);
        end(AckError.INTERNAL_ERROR, "a fault of this server");
    }

    private void pace(int byteCount, long fragments) {
        if (phase != Phase.READING) {
            return;
        }
        long nowNs = lastDataNs;
        long waitNs = bytePace == null ? 0 : bytePace.spend(byteCount, nowNs);
        for (long i = 0; i < fragments; i++) {
            waitNs = Math.max(waitNs, admission.fragmentWaitNs(stream, nowNs));
        }
        if (waitNs > 0 && !pauses.has(Pauses.Reason.PACE)) {
            pause(Pauses.Reason.PACE, true);
            exchange.eventLoop().schedule(() -> pause(Pauses.Reason.PACE, false), waitNs, TimeUnit.NANOSECONDS);
        }
        pause(Pauses.Reason.BACKLOG, acks.waiting() > BACKLOG_MAX);
    }

    void pause(Pauses.Reason why, boolean on) {
        if (phase == Phase.OVER) {
            return;
        }
        boolean wasPaused = pauses.isPaused();
        pauses.set(why, on);
        if (wasPaused && !pauses.isPaused()) {
            lastDataNs = settings.nanoTime().getAsLong();
        }
    }

    /// From any thread.
    boolean isReading() {
        return !pauses.isOurDoing();
    }

    /// Memory is short in the store: nothing more is read, and what has come leaves memory.
    void pauseForMemory() {
        pause(Pauses.Reason.STORE, true);
        if (phase == Phase.READING) {
            reader().spill();
        }
    }

    @Override
    public void onEnd() {
        bodyEnded = true;
        if (phase == Phase.READING) {
            finishBody();
        }
    }

    private void finishBody() {
        try {
            reader().finish();
            reason = "the body ended";
            beginEnding();
        } catch (MalformedMediaException e) {
            endByMedia(e);
        } catch (RuntimeException e) {
            endByFault(e);
        }
    }

    @Override
    public void onAborted(String why) {
        if (assembler != null && phase == Phase.READING) {
            assembler.abort();
        }
        if (phase == Phase.READING || phase == Phase.OPENING) {
            reason = why;
        }
        over();
    }

    void persisted(FragmentNumber number) {
        acks.settle(number, null);
        if (DoctorRounds.isDue(++persisted)) {
            rounds.visit(stream);
        }
        afterStore();
    }

    void failed(FragmentNumber number, AckError error) {
        if (acks.settle(number, error)) {
            log.failed(error, "the store could not keep fragment " + number, bytes);
        } else if (!error.endsSession() && phase == Phase.READING) {
            reader().failedByStore(number, error);
        }
        if (error.endsSession() && phase == Phase.READING) {
            end(error, error.name());
        }
        afterStore();
    }

    /// The store went on with a newer session while this one's fragment was silent.
    void givenUp(FragmentNumber number) {
        OpenedFragment open = assembler == null ? null : assembler.fragment();
        if (open != null && open.open.number().equals(number)) {
            endBy(AckError.STREAM_READ_ERROR, "a newer session went on while this one was silent");
        } else {
            acks.settle(number, AckError.STREAM_READ_ERROR);
            afterStore();
        }
    }

    private void afterStore() {
        pause(Pauses.Reason.BACKLOG, acks.waiting() > BACKLOG_MAX);
        overIfSaid();
    }

    /// Ends the session by an error that did not come out of its bytes.
    void endBy(AckError error, String explanation) {
        if (phase == Phase.OPENING || phase == Phase.READING) {
            log.failed(error, explanation, bytes);
            end(error, explanation);
        }
    }

    private void end(AckError error, String explanation) {
        if (phase != Phase.OPENING && phase != Phase.READING) {
            return;
        }
        reason = error.name() + ": " + explanation;
        if (assembler == null) {
            acks.failed(null, null, error);
        } else {
            assembler.endBy(error);
        }
        beginEnding();
    }

    private void beginEnding() {
        phase = Phase.ENDING;
        endingSinceNs = settings.nanoTime().getAsLong();
        pause(Pauses.Reason.ENDING, true);
        overIfSaid();
    }

    /// The zero chunk comes after the last word on the last fragment: clients take it for the end of the truth.
    private void overIfSaid() {
        if (phase == Phase.ENDING && acks.waiting() == 0) {
            over();
            exchange.finish(!bodyEnded);
        }
    }

    private void over() {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        releaseHeld();
        if (ticker != null) {
            ticker.cancel(false);
        }
        if (store != null) {
            store.close();
        }
        log.closed(reason, bytes, assembler == null ? 0 : assembler.fragmentsCompleted());
        onOver.accept(this);
    }

    /// The server stops or the caller's credentials run out: the session runs to its fragment's end.
    void drain() {
        if (draining || phase == Phase.ENDING || phase == Phase.OVER) {
            return;
        }
        draining = true;
        if (phase == Phase.READING) {
            drainNow();
        }
    }

    private void drainNow() {
        if (reader().drain()) {
            endBy(AckError.MAX_CONNECTION_DURATION_REACHED, "the session's time is up");
        } else {
            exchange.eventLoop().schedule(this::endDrain, DRAIN_NS, TimeUnit.NANOSECONDS);
        }
    }

    private void endDrain() {
        endBy(AckError.MAX_CONNECTION_DURATION_REACHED, "the session's time is up and its fragment did not end");
    }

    private void tick() {
        long nowNs = settings.nanoTime().getAsLong();
        if (phase == Phase.ENDING && nowNs - endingSinceNs > LAST_WORD_NS) {
            reason += "; the store did not say what became of " + acks.waiting() + " fragments";
            over();
            exchange.abort();
        } else if (phase == Phase.READING) {
            checkLifetime(nowNs);
            checkSilence(nowNs);
        }
    }

    private void checkLifetime(long nowNs) {
        if (!draining && nowNs - startNs >= lifetimeNs) {
            drain();
        }
    }

    private void checkSilence(long nowNs) {
        if (phase != Phase.READING || pauses.isOurDoing()) {
            return;
        }
        long silentNs = nowNs - lastDataNs;
        if (silentNs >= idleNs) {
            endSilent("nothing came for " + TimeUnit.NANOSECONDS.toSeconds(silentNs) + " s");
        } else if (silentNs >= IDLE_ACK_NS && nowNs - Math.max(lastIdleAckNs, lastDataNs) >= IDLE_ACK_NS) {
            lastIdleAckNs = nowNs;
            acks.idle();
        }
    }

    private void endSilent(String why) {
        reason = why;
        reader().endIdle();
        if (pauses.has(Pauses.Reason.ACKS)) {
            // It reads nothing either: a zero chunk would wait in front of a closed door.
            over();
            exchange.abort();
        } else {
            beginEnding();
        }
    }

    /// A line a chunk, flushed at once.
    private void send(Ack ack) {
        if (phase != Phase.OVER) {
            exchange.write(Unpooled.copiedBuffer(ack.toJson() + "\n", StandardCharsets.US_ASCII));
            pause(Pauses.Reason.ACKS, !exchange.isWritable());
        }
    }

    /// [#drain()] from any thread.
    void drainSoon() {
        exchange.eventLoop().execute(this::drain);
    }
}
