package kinora.store.index;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kinora.model.FragmentNumber;
import kinora.store.FragmentInfo;
import kinora.store.TimestampKind;
import kinora.store.TrackHeader;
import kinora.store.journal.CommitRecord;
import kinora.store.journal.RecordLocation;

/// One visible fragment: what queries ask for and where its records lie. Every field can be computed again from commit
/// records and the catalog.
public record IndexRow(
        long streamId,
        FragmentNumber number,
        long ordinal,
        long producerTimestampMs,
        long clusterTimecodeMs,
        long durationMs,
        long lastFrameMs,
        long sizeBytes,
        int frames,
        int keyFrames,
        long activityBytes,
        RecordLocation commit,
        long headerId,
        RecordLocation trackHeader,
        List<RecordLocation> extents) {
    public IndexRow {
        extents = List.copyOf(extents);
    }

    public static IndexRow of(long streamId, long ordinal, CommitRecord record, RecordLocation commit) {
        return new IndexRow(
                streamId,
                record.number(),
                ordinal,
                record.start().producerTimestampMs(),
                record.start().clusterTimecodeMs(),
                record.end().durationMs(),
                record.end().lastFrameMs(),
                record.sizeBytes(),
                record.end().frames(),
                record.end().keyFrames(),
                record.end().activityBytes(),
                commit,
                TrackHeader.shortId(record.trackHeaderId()),
                record.trackHeader(),
                record.extents());
    }

    public long sequence() {
        return number.sequence();
    }

    long timestampMs(TimestampKind kind) {
        return kind == TimestampKind.SERVER ? number.serverTimestampMs() : producerTimestampMs;
    }

    public FragmentInfo info() {
        return new FragmentInfo(
                number,
                ordinal,
                producerTimestampMs,
                clusterTimecodeMs,
                durationMs,
                lastFrameMs,
                sizeBytes,
                frames,
                headerId,
                keyFrames,
                activityBytes);
    }

    /// The segment files that hold a piece of this fragment.
    Set<Long> segments() {
        Set<Long> segments = new TreeSet<>();
        segments.add(commit.segment());
        extents.forEach(extent -> segments.add(extent.segment()));
        return segments;
    }

    /// How many bytes of it lie in one segment file.
    long bytesIn(long segment) {
        long bytes = commit.segment() == segment ? commit.payloadBytes() : 0;
        for (RecordLocation extent : extents) {
            bytes += extent.segment() == segment ? extent.payloadBytes() : 0;
        }
        return bytes;
    }
}
