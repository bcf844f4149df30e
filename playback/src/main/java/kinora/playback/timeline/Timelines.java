package kinora.playback.timeline;

import java.util.List;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.SumUnit;
import kinora.store.TimeSum;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;

/// Answers for any zoom: from the sums of the widest unit that fits into a bucket, or from the fragments themselves
/// where
/// buckets are narrower than a minute. Blocking.
public final class Timelines {
    /// As many fragments as can be looked at in a few hundredths of a second: half a day of two-second fragments.
    private static final int FRAGMENTS_MAX = 20_000;

    private final FragmentStore store;
    private final Archive archive;

    public Timelines(FragmentStore store) {
        this.store = store;
        this.archive = store.archive();
    }

    public Timeline of(Stream stream, TimelineQuestion question) {
        SumUnit unit = unit(question.bucketMs());
        List<TimeSum> sums = archive.sums(stream, question.kind(), unit, question.startMs(), question.endMs());
        long fragments = sums.stream().mapToLong(TimeSum::fragments).sum();
        boolean fine = question.bucketMs() < SumUnit.MINUTE.widthMs() && fragments <= FRAGMENTS_MAX;
        return fine ? fromFragments(stream, question) : fromSums(stream, question, unit, sums);
    }

    private static SumUnit unit(double bucketMs) {
        SumUnit widest = SumUnit.MINUTE;
        for (SumUnit unit : SumUnit.values()) {
            widest = unit.widthMs() <= bucketMs ? unit : widest;
        }
        return widest;
    }

    private Timeline fromFragments(Stream stream, TimelineQuestion question) {
        TimestampKind kind = question.kind();
        FragmentInfo first = archive.at(stream, kind, question.startMs());
        long fromMs = first == null ? question.startMs() : Math.min(question.startMs(), first.timestampMs(kind));
        List<TimeSum> fragments = archive.spans(stream, kind, fromMs, question.endMs(), FRAGMENTS_MAX);
        BucketSums buckets = new BucketSums(question);
        GapFinder gaps = gapFinder(question);
        for (TimeSum fragment : fragments) {
            buckets.place(fragment);
            gaps.media(fragment.startMs(), fragment.startMs() + fragment.coveredMs());
        }
        return new Timeline(question, 0, buckets.toBuckets(), gaps.until(endMs(question)));
    }

    private Timeline fromSums(Stream stream, TimelineQuestion question, SumUnit unit, List<TimeSum> sums) {
        BucketSums buckets = new BucketSums(question);
        GapFinder gaps = gapFinder(question);
        Ends ends = new Ends(question.kind(), archive.first(stream), archive.last(stream));
        for (TimeSum sum : sums) {
            long toMs = ends.end(sum, sum.startMs() + unit.widthMs());
            long fromMs = ends.start(sum, toMs);
            buckets.spread(sum, fromMs, toMs);
            gaps.media(fromMs, toMs);
        }
        return new Timeline(question, unit.widthMs(), buckets.toBuckets(), gaps.until(endMs(question)));
    }

    private static GapFinder gapFinder(TimelineQuestion question) {
        return new GapFinder(question.startMs(), (long) Math.ceil(question.bucketMs()));
    }

    /// What has not come yet is no gap.
    private long endMs(TimelineQuestion question) {
        return Math.clamp(store.nowMs(), question.startMs(), question.endMs());
    }

    /// A stream begins and ends somewhere in a span of the store's: what that span holds lies on the inner side.
    private record Ends(
            TimestampKind kind,
            @Nullable FragmentInfo first,
            @Nullable FragmentInfo last) {
        long end(TimeSum sum, long spanEndMs) {
            if (last == null) {
                return spanEndMs;
            }
            long lastMs = last.timestampMs(kind) + last.durationMs() + last.lastFrameMs();
            return lastMs < spanEndMs && lastMs - sum.startMs() >= Math.max(1, sum.coveredMs()) ? lastMs : spanEndMs;
        }

        long start(TimeSum sum, long endMs) {
            long firstMs = first == null ? sum.startMs() : first.timestampMs(kind);
            return firstMs > sum.startMs() && endMs - firstMs >= Math.max(1, sum.coveredMs()) ? firstMs : sum.startMs();
        }
    }
}
