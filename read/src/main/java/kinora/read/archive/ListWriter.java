package kinora.read.archive;

import java.io.IOException;
import kinora.http.ResponseStream;
import kinora.model.FragmentNumber;
import kinora.model.Limit;
import kinora.model.Stream;
import kinora.read.ClusterSize;
import kinora.read.FragmentDocument;
import kinora.read.Pace;
import kinora.read.ReadError;
import kinora.read.ReadSettings;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes stored fragments one behind the other.
final class ListWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FragmentListMedia.class);

    private final Archive archive;
    private final Stream stream;
    private final ResponseStream out;
    private final Pace pace;

    /// Of the fragment that is being sent.
    private @Nullable TrackHeader header;

    private boolean begun;

    ListWriter(Archive archive, ReadSettings settings, Stream stream, ResponseStream out) {
        this.archive = archive;
        this.stream = stream;
        this.out = out;
        this.pace = new Pace(Limit.GET_MEDIA_BYTES_PER_SECOND.in(settings.limits()), settings.nanoTime());
    }

    void send(FragmentNumber number) throws IOException, InterruptedException {
        header = null;
        begun = false;
        FragmentInfo info = archive.find(stream, number);
        if (info == null) {
            // It was there when the call began: retention has passed over it since.
            out.write(FragmentDocument.exception(null, false, ReadError.notFound(number)));
            return;
        }
        try {
            send(info);
        } catch (StoreException e) {
            LOG.error("GetMediaForFragmentList of {}: fragment {} cannot be read", stream.name(), number, e);
            out.write(FragmentDocument.exception(header, begun, ReadError.broken(number)));
        }
    }

    private void send(FragmentInfo info) throws StoreException, IOException, InterruptedException {
        try (FragmentView view = archive.open(stream, info)) {
            header = view.header();
            FragmentView.Read read = view.read(0);
            while (read instanceof FragmentView.Read.Bytes bytes) {
                if (!begun) {
                    checkBeforeSending(info, bytes);
                }
                send(view, bytes);
                read = view.read(0);
            }
            if (!(read instanceof FragmentView.Read.End)) {
                throw new StoreException("a stored fragment ended as " + read);
            }
        }
    }

    /// A document whose Cluster says how long it is cannot be ended half-way: all of it must be good before any of it
    /// is sent.
    private void checkBeforeSending(FragmentInfo info, FragmentView.Read.Bytes first)
            throws StoreException, InterruptedException {
        boolean more = first.length() < info.sizeBytes();
        if (more && ClusterSize.isKnown(first.bytes(), first.offset(), first.length())) {
            readThrough(info, first);
        }
    }

    private void readThrough(FragmentInfo info, FragmentView.Read.Bytes first)
            throws StoreException, InterruptedException {
        try (FragmentView view = archive.open(stream, info)) {
            while (view.read(0) instanceof FragmentView.Read.Bytes bytes) {
                bytes.release().run();
            }
        } catch (StoreException e) {
            first.release().run();
            throw e;
        }
    }

    private void send(FragmentView view, FragmentView.Read.Bytes bytes) throws IOException, InterruptedException {
        boolean handedOver = false;
        try {
            if (!begun) {
                begun = true;
                out.write(FragmentDocument.listBeginning(view));
            }
            pace.await(bytes.length());
            handedOver = true;
            out.write(bytes.bytes(), bytes.offset(), bytes.length(), bytes.release());
        } finally {
            if (!handedOver) {
                bytes.release().run();
            }
        }
    }
}
