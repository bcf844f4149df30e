package kinora.read.live;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import kinora.http.ResponseStream;
import kinora.model.FragmentNumber;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.read.ClusterSize;
import kinora.read.FragmentDocument;
import kinora.read.Pace;
import kinora.read.ReadError;
import kinora.read.ReadSettings;
import kinora.store.FragmentCursor;
import kinora.store.FragmentStore;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One reader on its way along a stream. Its document begins with the first byte of a fragment, so one that is given
/// up before leaves no trace.
final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(GetMedia.class);

    /// A reader that went away is noticed after this long, though nothing is sent.
    private static final long LOOK_MS = 1_000;

    private final FragmentStore store;
    private final ReadSettings settings;
    private final Stream stream;
    private final ResponseStream out;
    private final Pace pace;
    private final long idleNs;
    private final long endNs;
    private long lastByteNs;

    /// Whether the response can go on behind a fragment.
    private enum Next {
        GO_ON,
        END
    }

    Follower(FragmentStore store, ReadSettings settings, Stream stream, ResponseStream out) {
        this.store = store;
        this.settings = settings;
        this.stream = stream;
        this.out = out;
        LimitsMode mode = settings.limits();
        this.pace = new Pace(Limit.GET_MEDIA_BYTES_PER_SECOND.in(mode), settings.nanoTime());
        this.idleNs = TimeUnit.MILLISECONDS.toNanos(Limit.GET_MEDIA_IDLE_MS.in(mode));
        this.lastByteNs = settings.nanoTime().getAsLong();
        long lifeNs = TimeUnit.MILLISECONDS.toNanos(Limit.GET_MEDIA_SESSION_MS.in(mode));
        this.endNs = lifeNs == Long.MAX_VALUE ? Long.MAX_VALUE : lastByteNs + lifeNs;
    }

    void follow(FragmentCursor cursor) throws StoreException, IOException, InterruptedException {
        Next next = Next.GO_ON;
        while (next == Next.GO_ON && settings.nanoTime().getAsLong() < endNs) {
            FragmentView fragment = await(cursor);
            next = fragment == null ? Next.END : send(fragment);
        }
    }

    /// The next fragment, or null when none comes in time, the stream is gone, or the reader is.
    private @Nullable FragmentView await(FragmentCursor cursor) throws StoreException, InterruptedException {
        while (!out.isClosed()) {
            long waitMs = waitMs();
            FragmentView fragment = cursor.next(waitMs);
            if (fragment != null || waitMs == 0 || store.streams().find(stream.arn()) == null) {
                return fragment;
            }
        }
        return null;
    }

    private long waitMs() {
        long leftNs = lastByteNs + idleNs - settings.nanoTime().getAsLong();
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(leftNs), 0, LOOK_MS);
    }

    private Next send(FragmentView fragment) throws IOException, InterruptedException {
        Sent sent = new Sent(fragment);
        try {
            return sent.all();
        } catch (StoreException e) {
            LOG.error("GetMedia of {}: fragment {} cannot be read", stream.name(), fragment.number(), e);
            sent.error();
            return Next.END;
        }
    }

    /// What was sent of one fragment.
    private final class Sent {
        private final FragmentView fragment;
        private boolean begun;
        private boolean sizeKnown;

        Sent(FragmentView fragment) {
            this.fragment = fragment;
        }

        Next all() throws StoreException, IOException, InterruptedException {
            while (!out.isClosed()) {
                long waitMs = waitMs();
                switch (fragment.read(waitMs)) {
                    case FragmentView.Read.Bytes bytes -> send(bytes);
                    case FragmentView.Read.End() -> {
                        return end();
                    }
                    case FragmentView.Read.GivenUp() -> {
                        return begun && sizeKnown ? Next.END : Next.GO_ON;
                    }
                    case FragmentView.Read.TimedOut() -> {
                        if (waitMs == 0) {
                            return Next.END;
                        }
                    }
                }
            }
            return Next.END;
        }

        private void send(FragmentView.Read.Bytes bytes) throws IOException, InterruptedException {
            boolean handedOver = false;
            try {
                if (!begun) {
                    sizeKnown = ClusterSize.isKnown(bytes.bytes(), bytes.offset(), bytes.length());
                    begun = true;
                    out.write(FragmentDocument.beginning(fragment));
                }
                pace.await(bytes.length());
                handedOver = true;
                out.write(bytes.bytes(), bytes.offset(), bytes.length(), bytes.release());
            } finally {
                if (!handedOver) {
                    bytes.release().run();
                }
            }
            lastByteNs = settings.nanoTime().getAsLong();
        }

        private Next end() throws IOException {
            FragmentNumber number = fragment.number();
            out.write(FragmentDocument.ending(number, Math.max(0, store.nowMs() - number.serverTimestampMs())));
            return Next.GO_ON;
        }

        private void error() throws IOException {
            if (!begun || !sizeKnown) {
                ReadError error = ReadError.broken(fragment.number());
                out.write(FragmentDocument.error(fragment.header(), begun, error));
            }
        }
    }
}
