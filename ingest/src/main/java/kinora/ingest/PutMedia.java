package kinora.ingest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import kinora.http.Exchange;
import kinora.http.Headers;
import kinora.ingest.doctor.DoctorRounds;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.store.FragmentStore;
import kinora.store.IngestSession;
import kinora.store.StoreException;

/// PutMedia: takes producers' connections, once they are authenticated and their stream is known.
public final class PutMedia {
    private static final long POLL_MS = 20;

    private final FragmentStore store;
    private final PutMediaSettings settings;
    private final StreamAdmission admission;
    private final DoctorRounds rounds;
    private final Set<PutMediaSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public PutMedia(FragmentStore store, PutMediaSettings settings) {
        this.store = store;
        this.settings = settings;
        this.admission = new StreamAdmission(settings.limits());
        this.rounds = new DoctorRounds(store::archive);
    }

    /// As the other one, for callers whose credentials do not expire.
    public void accept(Exchange exchange, Stream stream) {
        accept(exchange, stream, Long.MAX_VALUE);
    }

    /// Runs on the exchange's event loop. Throws [ApiException] as long as nothing is answered; after that all errors
    /// are acknowledgements. The session ends with the fragment during which the caller's credentials expire.
    public void accept(Exchange exchange, Stream stream, long credentialsExpireInMs) {
        PutMediaHeaders headers = PutMediaHeaders.of(exchange.head());
        if (stopping) {
            throw new ApiException(ApiError.SERVICE_UNAVAILABLE, "The server is stopping; try again in a moment.");
        }
        admission.enter(stream, settings.nanoTime().getAsLong());
        PutMediaSession session = new PutMediaSession(
                exchange,
                stream,
                headers,
                credentialsExpireInMs,
                settings,
                admission,
                rounds,
                ended -> leave(ended, stream));
        sessions.add(session);
        // Two writes: a client that reads both at once throws the second away with the first.
        exchange.sendContinue();
        exchange.respond(200, Headers.of("Content-Type", "application/json"));
        session.start();
        settings.blocking().execute(() -> open(exchange, stream, session));
    }

    private void open(Exchange exchange, Stream stream, PutMediaSession session) {
        try {
            IngestSession opened = store.openSession(stream, new StoreEvents(exchange.eventLoop(), session));
            exchange.eventLoop().execute(() -> session.opened(opened));
        } catch (StoreException | RuntimeException e) {
            exchange.eventLoop().execute(() -> session.openingFailed(String.valueOf(e.getMessage())));
        }
    }

    private void leave(PutMediaSession ended, Stream stream) {
        if (sessions.remove(ended)) {
            admission.leave(stream);
        }
    }

    public int activeSessions() {
        return sessions.size();
    }

    /// Stops taking sessions and lets each run to its fragment's end, 5 s at most; waits for them up to `maxMs`. True
    /// when all are over. Blocks: never call it on an event loop.
    public boolean drain(long maxMs) throws InterruptedException {
        stopping = true;
        sessions.forEach(PutMediaSession::drainSoon);
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxMs);
        while (!sessions.isEmpty() && System.nanoTime() < deadlineNs) {
            Thread.sleep(POLL_MS);
        }
        return sessions.isEmpty();
    }
}
