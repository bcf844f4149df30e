package kinora.api.archivedmedia;

import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Json;
import kinora.api.call.Members;
import kinora.api.call.Streams;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.playback.timeline.Timeline;
import kinora.playback.timeline.Timeline.Bucket;
import kinora.playback.timeline.TimelineQuestion;
import kinora.playback.timeline.Timelines;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.TimestampKind;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Timeline, Kinora's own: what a stream holds over a span of time, in buckets. One array a figure, for a screen's
/// worth
/// of buckets would be mostly names otherwise.
public final class TimelineCall implements ApiOperation.Answering {
    private static final int BUCKETS = 1_000;
    private static final double DECIMALS = 1_000;

    private enum Clock {
        PRODUCER,
        SERVER
    }

    private final Streams streams;
    private final FragmentStore store;
    private final Timelines timelines;

    public TimelineCall(Streams streams, FragmentStore store) {
        this.streams = streams;
        this.store = store;
        this.timelines = new Timelines(store);
    }

    @Override
    public ObjectNode answer(ApiCall call) {
        Members members = call.members();
        Clock clock = members.choice("Clock", Clock.class);
        Integer buckets = members.integer("Buckets", 1, TimelineQuestion.BUCKETS_MAX);
        Long startMs = members.timestampMs("Start");
        Long endMs = members.timestampMs("End");
        Stream stream = streams.required(call);
        TimestampKind kind = clock == Clock.PRODUCER ? TimestampKind.PRODUCER : TimestampKind.SERVER;
        long untilMs = endMs != null ? endMs : store.nowMs();
        long fromMs = startMs != null ? startMs : beginning(stream, kind, untilMs);
        if (fromMs >= untilMs) {
            throw ApiException.invalidArgument("Start must be earlier than End.");
        }
        int wanted = (int) Math.min(buckets == null ? BUCKETS : buckets, untilMs - fromMs);
        return json(timelines.of(stream, new TimelineQuestion(kind, fromMs, untilMs, wanted)));
    }

    private long beginning(Stream stream, TimestampKind kind, long untilMs) {
        FragmentInfo first = store.archive().first(stream);
        return first == null ? untilMs - 1 : first.timestampMs(kind);
    }

    private static ObjectNode json(Timeline timeline) {
        TimelineQuestion question = timeline.question();
        ObjectNode answer = Json.object()
                .put("Clock", question.kind().name())
                .put("Start", Json.seconds(question.startMs()))
                .put("End", Json.seconds(question.endMs()))
                .put("Buckets", question.buckets())
                .put("ResolutionInMilliseconds", timeline.resolutionMs());
        putShares(answer, "Coverage", timeline, Bucket::coverage);
        putNumbers(answer, "Fragments", timeline, Bucket::fragments);
        putNumbers(answer, "BitsPerSecond", timeline, Bucket::bitsPerSecond);
        putNumbers(answer, "KeyFrames", timeline, Bucket::keyFrames);
        putShares(answer, "Activity", timeline, Bucket::activity);
        ArrayNode gaps = answer.putArray("Gaps");
        timeline.gaps()
                .forEach(gap -> gaps.addObject()
                        .put("Start", Json.seconds(gap.startMs()))
                        .put("End", Json.seconds(gap.endMs())));
        return answer;
    }

    private static void putShares(ObjectNode answer, String name, Timeline timeline, ToDoubleFunction<Bucket> share) {
        ArrayNode array = answer.putArray(name);
        timeline.buckets().forEach(bucket -> array.add(Math.round(share.applyAsDouble(bucket) * DECIMALS) / DECIMALS));
    }

    private static void putNumbers(ObjectNode answer, String name, Timeline timeline, ToLongFunction<Bucket> number) {
        ArrayNode array = answer.putArray(name);
        timeline.buckets().forEach(bucket -> array.add(number.applyAsLong(bucket)));
    }
}
