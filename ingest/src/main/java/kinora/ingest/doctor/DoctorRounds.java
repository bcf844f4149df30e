package kinora.ingest.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees after streams while they arrive, and writes a line to the log when what there is to say of one has changed.
public final class DoctorRounds {
    private static final Logger LOG = LoggerFactory.getLogger(DoctorRounds.class);

    /// Looks at once: the rounds must not take the disk from those who wait for it.
    private static final int AT_ONCE = 2;

    /// Streams whose last verdict is remembered; one that is forgotten is told again.
    private static final int STREAMS_MAX = 10_000;

    /// The first fragment shows codecs and clocks, the thirtieth gaps and drift, and then it is only looked after.
    private static final long OFTEN = 300;

    private final Supplier<Archive> archive;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<Long, String> signatures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > STREAMS_MAX;
        }
    };

    public DoctorRounds(Supplier<Archive> archive) {
        this.archive = archive;
    }

    /// Whether a session that has had so many fragments persisted is due.
    public static boolean isDue(long persisted) {
        return persisted == 1 || persisted == StreamDoctor.FRAGMENTS || persisted % OFTEN == 0;
    }

    /// Never waits: the look itself is taken on a virtual thread.
    public void visit(Stream stream) {
        Thread.ofVirtual().name("doctor ", 0).start(() -> look(stream));
    }

    private void look(Stream stream) {
        places.acquireUninterruptibly();
        try {
            Verdict verdict = new StreamDoctor(archive.get()).newest(stream, StreamDoctor.FRAGMENTS);
            if (verdict != null && isNews(stream.id(), verdict)) {
                tell(stream, verdict);
            }
        } catch (StoreException | RuntimeException e) {
            LOG.debug("Doctor {}: no verdict", stream.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /// Whether other things are found of a stream than the last time.
    boolean isNews(long streamId, Verdict verdict) {
        synchronized (signatures) {
            String before = signatures.put(streamId, verdict.signature());
            return !verdict.signature().equals(before);
        }
    }

    private static void tell(Stream stream, Verdict verdict) {
        String found = verdict.findings().stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .map(finding ->
                        finding.severity() + " " + finding.code() + ": " + finding.sentence() + " " + finding.advice())
                .collect(Collectors.joining(" | "));
        if (verdict.severity().compareTo(Severity.WARN) >= 0) {
            LOG.warn("Doctor {}: {}", stream.name(), found.replaceAll("\\p{Cntrl}", "?"));
        } else {
            LOG.info(
                    "Doctor {}: {}", stream.name(), found.isEmpty() ? "all well" : found.replaceAll("\\p{Cntrl}", "?"));
        }
    }
}
