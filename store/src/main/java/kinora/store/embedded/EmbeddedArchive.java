package kinora.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentEnd;
import kinora.store.FragmentInfo;
import kinora.store.FragmentRecord;
import kinora.store.FragmentView;
import kinora.store.StoreException;
import kinora.store.SumUnit;
import kinora.store.TimeSum;
import kinora.store.TimestampKind;
import kinora.store.index.IndexRow;
import kinora.store.index.SumQuery;
import org.jspecify.annotations.Nullable;

/// The archive over index and segment files. Visible = above the stream's horizon.
final class EmbeddedArchive implements Archive {
    private final EmbeddedStore store;
    private final TrackHeaders trackHeaders;

    EmbeddedArchive(EmbeddedStore store) {
        this.store = store;
        this.trackHeaders = new TrackHeaders(store.segments());
    }

    @Override
    public long horizonMs(Stream stream) {
        Stream present = store.catalog().find(stream.id());
        if (present == null) {
            return Long.MAX_VALUE;
        }
        return Math.max(store.nowMs() - present.retentionMs(), store.catalog().deletedBeforeMs(stream.id()));
    }

    @Override
    public @Nullable FragmentInfo first(Stream stream) {
        return after(stream, -1);
    }

    @Override
    public @Nullable FragmentInfo last(Stream stream) {
        return info(() -> store.index().last(stream.id(), horizonMs(stream)));
    }

    @Override
    public @Nullable FragmentInfo after(Stream stream, long sequence) {
        return info(() -> rowAfter(stream, sequence));
    }

    @Nullable IndexRow rowAfter(Stream stream, long sequence) throws StoreException {
        return store.index().after(stream.id(), sequence, horizonMs(stream));
    }

    @Override
    public @Nullable FragmentInfo find(Stream stream, FragmentNumber number) {
        return info(() -> {
            IndexRow row = store.index().find(stream.id(), number.sequence());
            boolean same = row != null && row.number().equals(number);
            return same && number.serverTimestampMs() > horizonMs(stream) ? row : null;
        });
    }

    @Override
    public @Nullable FragmentInfo at(Stream stream, TimestampKind kind, long timestampMs) {
        return info(() -> store.index().at(stream.id(), kind, timestampMs, horizonMs(stream)));
    }

    @Override
    public List<FragmentInfo> list(Stream stream, TimestampKind kind, Page page) {
        return infos(() -> store.index().list(stream.id(), kind, page, horizonMs(stream)));
    }

    @Override
    public @Nullable FragmentInfo lowest(Stream stream, TimestampKind kind, Page page) {
        return info(() -> store.index().lowest(stream.id(), kind, page, horizonMs(stream)));
    }

    @Override
    public List<FragmentInfo> newest(Stream stream, int maxResults) {
        return infos(() -> store.index().newest(stream.id(), maxResults, horizonMs(stream)));
    }

    @Override
    public List<FragmentInfo> following(Stream stream, long afterSequence, int maxResults) {
        return infos(() -> store.index().following(stream.id(), afterSequence, maxResults, horizonMs(stream)));
    }

    @Override
    public List<TimeSum> sums(Stream stream, TimestampKind kind, SumUnit unit, long startMs, long endMs) {
        return sums(query -> query.sums(stream.id(), kind, unit, startMs, endMs, horizonMs(stream)));
    }

    @Override
    public List<TimeSum> spans(Stream stream, TimestampKind kind, long startMs, long endMs, int maxResults) {
        return sums(query -> query.spans(stream.id(), kind, startMs, endMs, maxResults, horizonMs(stream)));
    }

    private interface SumsQuery {
        List<TimeSum> run(SumQuery query) throws StoreException;
    }

    private List<TimeSum> sums(SumsQuery query) {
        try {
            return query.run(store.index().sums());
        } catch (StoreException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private interface ListQuery {
        List<IndexRow> run() throws StoreException;
    }

    private static List<FragmentInfo> infos(ListQuery query) {
        try {
            return query.run().stream().map(IndexRow::info).toList();
        } catch (StoreException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private interface Query {
        @Nullable IndexRow run() throws StoreException;
    }

    private static @Nullable FragmentInfo info(Query query) {
        try {
            IndexRow row = query.run();
            return row == null ? null : row.info();
        } catch (StoreException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public FragmentView open(Stream stream, FragmentInfo fragment) throws StoreException {
        return open(living(stream, fragment));
    }

    private IndexRow living(Stream stream, FragmentInfo fragment) throws StoreException {
        IndexRow row = store.index().find(stream.id(), fragment.number().sequence());
        if (row == null || row.number().serverTimestampMs() <= horizonMs(stream)) {
            throw new StoreException("the fragment has expired");
        }
        return row;
    }

    @Override
    public FragmentRecord record(Stream stream, FragmentInfo fragment) throws StoreException {
        IndexRow row = living(stream, fragment);
        try {
            return record(row);
        } catch (CorruptFragmentException e) {
            throw e;
        } catch (StoreException e) {
            // Compaction may just have moved it.
            IndexRow moved = living(stream, fragment);
            if (moved.equals(row)) {
                throw e;
            }
            return record(moved);
        }
    }

    private FragmentRecord record(IndexRow row) throws StoreException {
        FragmentEnd end = store.segments()
                .commit(row.commit(), row.streamId(), row.sequence())
                .end();
        return new FragmentRecord(row.info(), trackHeaders.of(row), end.tags(), end.digest());
    }

    FragmentView open(IndexRow row) throws StoreException {
        return new StoredView(row, trackHeaders.of(row), store.segments(), store.index());
    }
}
