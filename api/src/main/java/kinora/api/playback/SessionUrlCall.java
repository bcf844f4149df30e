package kinora.api.playback;

import java.time.InstantSource;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.EndpointUrls;
import kinora.api.call.Json;
import kinora.api.call.Members;
import kinora.api.call.SelectorType;
import kinora.api.call.Streams;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Stream;
import kinora.playback.Playback;
import kinora.playback.session.PlaybackSession;
import kinora.playback.session.SessionTerms;
import kinora.playback.session.SessionTerms.Container;
import kinora.playback.session.SessionTerms.Discontinuity;
import kinora.playback.session.SessionTerms.Kind;
import kinora.playback.session.SessionTerms.Mode;
import kinora.store.FragmentStore;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// GetHLSStreamingSessionURL and GetDASHStreamingSessionURL: judge the parameters, look whether there is something to
/// play, and open a session. kvs-api 6.1 and 6.5.
public final class SessionUrlCall implements ApiOperation.Answering {
    private static final int RESULTS_MAX = 5_000;
    private static final int LIVE_RESULTS = 5;
    private static final int ON_DEMAND_RESULTS = 1_000;

    private enum Display {
        ALWAYS,
        NEVER
    }

    private final Kind kind;
    private final Streams streams;
    private final FragmentStore store;
    private final Playback playback;
    private final EndpointUrls urls;
    private final InstantSource clock;

    public SessionUrlCall(
            Kind kind,
            Streams streams,
            FragmentStore store,
            Playback playback,
            EndpointUrls urls,
            InstantSource clock) {
        this.kind = kind;
        this.streams = streams;
        this.store = store;
        this.playback = playback;
        this.urls = urls;
        this.clock = clock;
    }

    @Override
    public ObjectNode answer(ApiCall call) throws Exception {
        Wanted wanted = wanted(call.members());
        Stream stream = streams.required(call);
        if (!stream.isArchived()) {
            throw new ApiException(
                    ApiError.NO_DATA_RETENTION,
                    "The stream " + stream.name() + " keeps no media: its data retention is 0 hours.");
        }
        SessionTerms terms = wanted.terms(kind, stream, call, clock.millis());
        if (wanted.span().isGiven()) {
            wanted.span().check(store.archive(), stream, wanted.clock(), terms.createdMs());
        }
        playback.requirePlayable(stream, terms);
        PlaybackSession session = playback.sessions().open(stream, terms);
        return Json.object()
                .put(kind == Kind.HLS ? "HLSStreamingSessionURL" : "DASHStreamingSessionURL", url(call, session));
    }

    private String url(ApiCall call, PlaybackSession session) {
        String path = kind == Kind.HLS ? PlaybackRoutes.HLS_MASTER : PlaybackRoutes.DASH_MANIFEST;
        return urls.ofPlayback(call.head()) + path + "?SessionToken=" + session.token();
    }

    private Wanted wanted(Members members) {
        Mode mode = orElse(members.choice("PlaybackMode", Mode.class), Mode.LIVE);
        Members selector = members.structure(kind == Kind.HLS ? "HLSFragmentSelector" : "DASHFragmentSelector");
        SelectorType type = selector == null ? null : selector.choice("FragmentSelectorType", SelectorType.class);
        Span span = Span.of(selector == null ? null : selector.structure("TimestampRange"));
        requireSpan(mode, span);
        boolean hls = kind == Kind.HLS;
        Integer results =
                members.integer(hls ? "MaxMediaPlaylistFragmentResults" : "MaxManifestFragmentResults", 1, RESULTS_MAX);
        return new Wanted(
                mode,
                type == null ? TimestampKind.SERVER : type.kind(),
                span,
                orElse(hls ? members.choice("ContainerFormat", Container.class) : null, Container.FRAGMENTED_MP4),
                hls ? members.choice("DiscontinuityMode", Discontinuity.class) : Discontinuity.ON_DISCONTINUITY,
                members.choice("DisplayFragmentTimestamp", Display.class) == Display.ALWAYS,
                !hls && members.choice("DisplayFragmentNumber", Display.class) == Display.ALWAYS,
                results != null ? results : mode == Mode.ON_DEMAND ? ON_DEMAND_RESULTS : LIVE_RESULTS,
                Expiry.inMs(members));
    }

    private static <T> T orElse(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }

    private static void requireSpan(Mode mode, Span span) {
        if (mode == Mode.LIVE && span.isGiven()) {
            throw ApiException.invalidArgument("TimestampRange must not be given when PlaybackMode is LIVE.");
        }
        if (mode != Mode.LIVE && !span.isGiven()) {
            throw ApiException.invalidArgument("TimestampRange is required when PlaybackMode is " + mode + ".");
        }
        if (mode == Mode.ON_DEMAND && span.endMs() < 0) {
            throw ApiException.invalidArgument("EndTimestamp is required when PlaybackMode is ON_DEMAND.");
        }
    }

    /// What the caller asked for.
    private record Wanted(
            Mode mode,
            TimestampKind clock,
            Span span,
            Container container,
            @Nullable Discontinuity discontinuity,
            boolean showTimestamps,
            boolean showNumbers,
            int results,
            long goodForMs) {
        SessionTerms terms(Kind kind, Stream stream, ApiCall call, long nowMs) {
            return new SessionTerms(
                    kind,
                    stream.arn(),
                    mode,
                    clock,
                    span.startMs(),
                    span.endMs(),
                    container,
                    discontinuity,
                    showTimestamps,
                    showNumbers,
                    results,
                    nowMs,
                    nowMs + goodForMs,
                    call.caller().principalArn(),
                    call.caller().accessKeyId());
        }
    }
}
