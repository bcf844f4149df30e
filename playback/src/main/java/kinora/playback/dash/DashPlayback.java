package kinora.playback.dash;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.playback.plan.Plan;
import kinora.playback.plan.Planner;
import kinora.playback.plan.Segment;
import kinora.playback.remux.FragmentFrames;
import kinora.playback.remux.Playable;
import kinora.playback.remux.PlayableTrack;
import kinora.playback.remux.Segments;
import kinora.playback.remux.TrackFrames;
import kinora.playback.session.PlaybackSessions.Open;
import kinora.playback.session.SessionTerms.Mode;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;

/// What the URLs of a DASH session answer. Segments are numbered from 1 by their place in the session.
public final class DashPlayback {
    /// Where a run's media times lie on the wall clock; noted when the run is first seen, so that it never moves.
    private record AnchorKey(String token, long run) {}

    /// How far behind the newest fragment one that left the window is looked for.
    private static final int LOOK_BACK_MAX = 5_000;

    private final FragmentStore store;
    private final Segments segments;
    private final Planner planner;
    private final InstantSource clock;
    private final Cache<AnchorKey, Anchor> anchors =
            Caffeine.newBuilder().maximumSize(50_000).build();

    public DashPlayback(FragmentStore store, Segments segments, Planner planner, InstantSource clock) {
        this.store = store;
        this.segments = segments;
        this.planner = planner;
        this.clock = clock;
    }

    private Plan plan(Open open) throws StoreException, InterruptedException {
        return planner.plan(open.stream(), open.session(), clock.millis());
    }

    /// The manifest of this moment; at `timeUrl` players ask this server for the time.
    public byte[] manifest(Open open, String timeUrl) throws StoreException, InterruptedException {
        Plan plan = plan(open);
        List<Manifest.Period> periods = new ArrayList<>();
        long playedMs = 0;
        long wallMs = plan.atFirst().elapsedMs();
        for (Run run : Run.of(plan)) {
            Anchor anchor = anchor(open, run, playedMs, wallMs);
            periods.add(
                    new Manifest.Period(run, anchor, tracks(open, run.first().fragment())));
            playedMs += run.durationMs();
            wallMs += run.durationMs();
        }
        boolean dynamic = open.session().terms().mode() != Mode.ON_DEMAND && !plan.ended();
        Manifest manifest = new Manifest(open.session(), plan, periods, dynamic, clock.millis(), timeUrl);
        return manifest.write().getBytes(StandardCharsets.UTF_8);
    }

    /// A recording's runs are played one after the other; live ones lie where they arrived.
    private Anchor anchor(Open open, Run run, long playedMs, long wallMs) {
        FragmentInfo first = run.first().fragment();
        return switch (open.session().terms().mode()) {
            case ON_DEMAND -> new Anchor(first.producerTimestampMs(), playedMs);
            case LIVE_REPLAY ->
                known(
                        open,
                        run,
                        new Anchor(
                                first.producerTimestampMs(),
                                open.session().terms().createdMs() + wallMs));
            case LIVE -> known(open, run, new Anchor(first.producerTimestampMs(), first.serverTimestampMs()));
        };
    }

    private Anchor known(Open open, Run run, Anchor fresh) {
        return anchors.get(new AnchorKey(open.session().token(), run.id()), _ -> fresh);
    }

    private List<Manifest.TrackInfo> tracks(Open open, FragmentInfo fragment)
            throws StoreException, InterruptedException {
        Playable playable = segments.playable(open.stream(), fragment);
        FragmentFrames frames = FragmentFrames.of(store.archive().record(open.stream(), fragment));
        List<Manifest.TrackInfo> tracks = new ArrayList<>();
        for (PlayableTrack track : playable.tracks()) {
            TrackFrames of = frames.track(track.index());
            tracks.add(new Manifest.TrackInfo(track, bitsPerSecond(of, fragment), of.medianStepMs()));
        }
        return tracks;
    }

    private static long bitsPerSecond(TrackFrames frames, FragmentInfo fragment) {
        long bytes = 0;
        for (int i = 0; i < frames.count(); i++) {
            bytes += frames.sizeBytes(i);
        }
        return Math.max(1, bytes * 8_000 / Math.max(1, fragment.durationMs() + fragment.lastFrameMs()));
    }

    public byte[] init(Open open, int track, int map) throws StoreException, InterruptedException {
        for (Segment segment : plan(open).segments()) {
            if (segment.map() == map) {
                return segments.init(open.stream(), segment.fragment(), track);
            }
        }
        throw notFound();
    }

    /// The segment with that number in the session.
    public byte[] media(Open open, long number, int track) throws StoreException, InterruptedException {
        Plan plan = plan(open);
        long ordinal = plan.atFirst().baseOrdinal() + number - 1;
        FragmentInfo found = find(open, plan, ordinal);
        if (found == null || !planner.covers(open.session(), found)) {
            throw notFound();
        }
        return segments.media(open.stream(), found, track);
    }

    private @Nullable FragmentInfo find(Open open, Plan plan, long ordinal) {
        List<Segment> shown = plan.segments();
        long first = shown.getFirst().fragment().ordinal();
        long index = ordinal - first;
        if (index >= 0 && index < shown.size()) {
            return atOrdinal(shown.get((int) index).fragment(), ordinal, shown);
        }
        // It has left the window, or came a moment ago.
        FragmentInfo last = store.archive().last(open.stream());
        long back = last == null ? -1 : last.ordinal() - ordinal + 1;
        if (back < 1 || back > LOOK_BACK_MAX) {
            return null;
        }
        FragmentInfo found = store.archive().newest(open.stream(), (int) back).getFirst();
        return found.ordinal() == ordinal ? found : null;
    }

    /// Where a time was sent twice, the window has holes.
    private static @Nullable FragmentInfo atOrdinal(FragmentInfo likely, long ordinal, List<Segment> shown) {
        if (likely.ordinal() == ordinal) {
            return likely;
        }
        return shown.stream()
                .map(Segment::fragment)
                .filter(fragment -> fragment.ordinal() == ordinal)
                .findFirst()
                .orElse(null);
    }

    private static ApiException notFound() {
        return new ApiException(ApiError.RESOURCE_NOT_FOUND, "This session has no such resource.");
    }
}
