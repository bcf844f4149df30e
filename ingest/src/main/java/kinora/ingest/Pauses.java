package kinora.ingest;

import java.util.EnumSet;
import java.util.Set;
import kinora.http.Exchange;

/// Why a session's socket is not read. Changed on the event loop only; the socket is read again when no reason is left.
final class Pauses {
    /// Who wants it to wait.
    enum Reason {
        /// The store session is being opened.
        OPENING,
        /// Memory is short.
        STORE,
        /// The producer is faster than it may be.
        PACE,
        /// Too many fragments wait for the disk.
        BACKLOG,
        /// The producer does not read its acknowledgements.
        ACKS,
        /// The session has ended and only says its last words.
        ENDING
    }

    private final Exchange exchange;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private volatile boolean ourDoing;

    Pauses(Exchange exchange) {
        this.exchange = exchange;
    }

    void set(Reason reason, boolean on) {
        if (on == has(reason)) {
            return;
        }
        boolean wasPaused = isPaused();
        if (on) {
            reasons.add(reason);
        } else {
            reasons.remove(reason);
        }
        ourDoing = reasons.stream().anyMatch(given -> given != Reason.ACKS && given != Reason.ENDING);
        if (isPaused() != wasPaused) {
            apply();
        }
    }

    private void apply() {
        if (isPaused()) {
            exchange.pauseReading();
        } else {
            exchange.resumeReading();
        }
    }

    boolean isPaused() {
        return !reasons.isEmpty();
    }

    boolean has(Reason reason) {
        return reasons.contains(reason);
    }

    /// True when we ourselves keep the producer from sending: its silence is then not its own. From any thread.
    boolean isOurDoing() {
        return ourDoing;
    }
}
