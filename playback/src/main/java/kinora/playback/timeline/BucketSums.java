package kinora.playback.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kinora.store.TimeSum;

/// Sums that the store knows, dealt out over the buckets of a question by how much of each lies in which.
final class BucketSums {
    private final TimelineQuestion question;
    private final double[] coveredMs;
    private final double[] fragments;
    private final double[] bytes;
    private final double[] keyFrames;
    private final double[] activityBytes;

    BucketSums(TimelineQuestion question) {
        this.question = question;
        this.coveredMs = new double[question.buckets()];
        this.fragments = new double[question.buckets()];
        this.bytes = new double[question.buckets()];
        this.keyFrames = new double[question.buckets()];
        this.activityBytes = new double[question.buckets()];
    }

    /// What is known of `[fromMs, toMs)` as a whole.
    void spread(TimeSum sum, long fromMs, long toMs) {
        deal(sum, fromMs, toMs);
        forEachShare(fromMs, toMs, (bucket, share) -> {
            fragments[bucket] += sum.fragments() * share;
            keyFrames[bucket] += sum.keyFrames() * share;
        });
    }

    /// One fragment: it counts where it begins, and so does its key frame.
    void place(TimeSum fragment) {
        long startMs = fragment.startMs();
        deal(fragment, startMs, startMs + Math.max(1, fragment.coveredMs()));
        if (startMs >= question.startMs() && startMs < question.endMs()) {
            int bucket = question.bucketAt(startMs);
            fragments[bucket] += fragment.fragments();
            keyFrames[bucket] += fragment.keyFrames();
        }
    }

    private void deal(TimeSum sum, long fromMs, long toMs) {
        forEachShare(fromMs, toMs, (bucket, share) -> {
            coveredMs[bucket] += sum.coveredMs() * share;
            bytes[bucket] += sum.bytes() * share;
            activityBytes[bucket] += sum.activityBytes() * share;
        });
    }

    private interface Share {
        void take(int bucket, double share);
    }

    private void forEachShare(long fromMs, long toMs, Share taker) {
        long insideMs = Math.max(fromMs, question.startMs());
        long lastMs = Math.min(toMs, question.endMs());
        if (insideMs >= lastMs) {
            return;
        }
        for (int bucket = question.bucketAt(insideMs);
                bucket < question.buckets() && question.bucketStartMs(bucket) < lastMs;
                bucket++) {
            long startMs = Math.max(insideMs, question.bucketStartMs(bucket));
            long endMs = Math.min(lastMs, question.bucketStartMs(bucket + 1));
            taker.take(bucket, (double) (endMs - startMs) / (toMs - fromMs));
        }
    }

    List<Timeline.Bucket> toBuckets() {
        long[] wholeFragments = whole(fragments);
        long[] wholeKeyFrames = whole(keyFrames);
        double[] activity = ActivityScale.levels(rates());
        List<Timeline.Bucket> buckets = new ArrayList<>(question.buckets());
        for (int i = 0; i < question.buckets(); i++) {
            double widthMs = question.bucketStartMs(i + 1) - question.bucketStartMs(i);
            buckets.add(new Timeline.Bucket(
                    question.bucketStartMs(i),
                    Math.clamp(coveredMs[i] / widthMs, 0, 1),
                    wholeFragments[i],
                    coveredMs[i] < 1 ? 0 : Math.round(bytes[i] * 8_000 / coveredMs[i]),
                    wholeKeyFrames[i],
                    activity[i]));
        }
        return buckets;
    }

    private double[] rates() {
        double[] rates = new double[question.buckets()];
        Arrays.setAll(rates, i -> coveredMs[i] < 1 ? Double.NaN : activityBytes[i] / coveredMs[i]);
        return rates;
    }

    /// Whole numbers with the same sum: what one bucket is rounded up by, a later one lacks.
    private static long[] whole(double[] shares) {
        long[] whole = new long[shares.length];
        double total = 0;
        long given = 0;
        for (int i = 0; i < shares.length; i++) {
            total += shares[i];
            whole[i] = Math.max(0, Math.round(total) - given);
            given += whole[i];
        }
        return whole;
    }
}
