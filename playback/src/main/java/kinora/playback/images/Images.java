package kinora.playback.images;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import kinora.camera.CameraException;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.playback.remux.FragmentMedia;
import kinora.playback.remux.PlayableTrack;
import kinora.playback.remux.Segments;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.FragmentRecord;
import kinora.store.FragmentStore;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes images of streams. Blocking, and as heavy as decoding is: as many calls at once as there are processors, the
/// others wait.
public final class Images {
    private static final Logger LOG = LoggerFactory.getLogger(Images.class);

    /// A page is held in memory, three times over until it is sent.
    private static final int PAGE_BYTES = 16 << 20;

    /// Clients give up after a minute; the rest comes with the next page.
    private static final long PAGE_NS = TimeUnit.SECONDS.toNanos(10);

    /// A key frame a minute ago, in the largest picture, is not decoded through.
    private static final long IMAGE_NS = TimeUnit.SECONDS.toNanos(5);

    /// The archive's spans end where the last frame begins; one that lasts longer than this is a still picture.
    private static final long FRAME_MS = 200;

    private final Archive archive;
    private final Segments segments;
    private final LongSupplier nanoTime;
    private final Semaphore decoders = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    public Images(FragmentStore store, Segments segments, LongSupplier nanoTime) {
        this.archive = store.archive();
        this.segments = segments;
        this.nanoTime = nanoTime;
    }

    /// The images from index `first` on: `max` at most, fewer when they are large or slow to make, one at least while
    /// there are any.
    public List<Image> page(Stream stream, ImageRequest request, long first, int max) throws InterruptedException {
        decoders.acquire();
        try {
            Page page = new Page(stream, request, first, Math.min(request.count(), first + max));
            while (page.wantsMore()) {
                page.addFragment();
            }
            return page.images;
        } finally {
            decoders.release();
        }
    }

    /// One answer in the making.
    private final class Page {
        final List<Image> images = new ArrayList<>();
        private final Stream stream;
        private final ImageRequest request;
        private final long first;
        private final long end;
        private final long deadlineNs = nanoTime.getAsLong() + PAGE_NS;
        private long bytes;

        Page(Stream stream, ImageRequest request, long first, long end) {
            this.stream = stream;
            this.request = request;
            this.first = first;
            this.end = end;
        }

        boolean wantsMore() {
            boolean enough = bytes >= PAGE_BYTES || nanoTime.getAsLong() - deadlineNs >= 0;
            return first + images.size() < end && (images.isEmpty() || !enough);
        }

        private long timestampMs() {
            return request.timestampMs(first + images.size());
        }

        private void add(byte @Nullable [] image) {
            if (image == null) {
                miss(Image.Problem.MEDIA_ERROR);
            } else {
                images.add(Image.of(timestampMs(), image));
                bytes += image.length;
            }
        }

        private void miss(Image.Problem problem) {
            images.add(Image.missing(timestampMs(), problem));
        }

        /// All images of the fragment that has the next one.
        void addFragment() throws InterruptedException {
            FragmentInfo fragment = fragmentAt(timestampMs());
            if (fragment == null) {
                miss(Image.Problem.NO_MEDIA);
                return;
            }
            int before = images.size();
            try {
                add(fragment);
            } catch (ApiException e) {
                miss(Image.Problem.MEDIA_ERROR);
            } catch (StoreException | CameraException e) {
                LOG.warn("no image of {}, fragment {}: {}", stream.name(), fragment.number(), e.getMessage());
                miss(Image.Problem.MEDIA_ERROR);
            }
            assert images.size() > before : "a page that does not grow would never end";
        }

        /// The fragment that covers the time, else one that begins before the next image is due.
        private @Nullable FragmentInfo fragmentAt(long timestampMs) {
            FragmentInfo found = archive.at(stream, request.clock(), timestampMs);
            if (found != null && startMs(found) <= timestampMs) {
                return found;
            }
            FragmentInfo ending = archive.at(stream, request.clock(), timestampMs - FRAME_MS);
            if (ending != null && startMs(ending) <= timestampMs && timestampMs < endMs(ending)) {
                return ending;
            }
            return found != null && startMs(found) < request.untilMs(timestampMs) ? found : null;
        }

        private boolean isNextIn(FragmentInfo fragment) {
            FragmentInfo next = fragmentAt(timestampMs());
            return next != null && next.number().equals(fragment.number());
        }

        private long startMs(FragmentInfo fragment) {
            return fragment.timestampMs(request.clock());
        }

        private long endMs(FragmentInfo fragment) {
            return startMs(fragment) + fragment.durationMs() + fragment.lastFrameMs();
        }

        private void add(FragmentInfo fragment) throws StoreException, CameraException, InterruptedException {
            PlayableTrack track = segments.playable(stream, fragment).video();
            if (track == null) {
                miss(Image.Problem.MEDIA_ERROR);
                return;
            }
            FragmentRecord record = archive.record(stream, fragment);
            segments.read(stream, record, media -> {
                addAll(fragment, media, track);
                return images;
            });
        }

        private void addAll(FragmentInfo fragment, FragmentMedia media, PlayableTrack track) throws StoreException {
            try (FragmentPictures pictures = new FragmentPictures(media, track, request.style(), nanoTime)) {
                do {
                    long timeMs = timestampMs() - startMs(fragment);
                    add(pictures.at(timeMs, nanoTime.getAsLong() + IMAGE_NS));
                } while (wantsMore() && isNextIn(fragment));
            } catch (CameraException e) {
                throw new StoreException("FFmpeg cannot decode it: " + e.getMessage(), e);
            }
        }
    }
}
