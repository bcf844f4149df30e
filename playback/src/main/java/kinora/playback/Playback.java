package kinora.playback;

import java.time.InstantSource;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.playback.clip.Clips;
import kinora.playback.dash.DashPlayback;
import kinora.playback.hls.HlsPlayback;
import kinora.playback.plan.Planner;
import kinora.playback.remux.Segments;
import kinora.playback.session.PlaybackSessions;
import kinora.playback.session.SessionTerms;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.StoreException;

/// Everything that makes stored and arriving fragments watchable, over one store.
public final class Playback {
    /// Remuxed segments in memory: enough for the live edge of some hundred streams.
    private static final long SEGMENT_CACHE_BYTES =
            Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final PlaybackSessions sessions;
    private final Segments segments;
    private final Planner planner;
    private final HlsPlayback hls;
    private final DashPlayback dash;
    private final Clips clips;

    public Playback(FragmentStore store, LimitsMode limits, InstantSource clock) {
        this.sessions = new PlaybackSessions(store, clock);
        this.segments = new Segments(store, limits, SEGMENT_CACHE_BYTES);
        this.planner = new Planner(store, this::trackSet, limits);
        this.hls = new HlsPlayback(store, segments, planner, limits, clock);
        this.dash = new DashPlayback(store, segments, planner, clock);
        this.clips = new Clips(store, segments, limits);
    }

    private Object trackSet(Stream stream, FragmentInfo fragment) throws StoreException, InterruptedException {
        return segments.playable(stream, fragment).mp4();
    }

    public PlaybackSessions sessions() {
        return sessions;
    }

    public Segments segments() {
        return segments;
    }

    public Planner planner() {
        return planner;
    }

    public HlsPlayback hls() {
        return hls;
    }

    public DashPlayback dash() {
        return dash;
    }

    public Clips clips() {
        return clips;
    }

    /// Throws AWS's error where a session of these terms would have nothing to play, or nothing that can be played.
    public void requirePlayable(Stream stream, SessionTerms terms) throws StoreException, InterruptedException {
        FragmentInfo first = planner.firstOf(stream, terms);
        if (terms.kind() == SessionTerms.Kind.HLS) {
            hls.requirePlayable(stream, first);
        } else {
            segments.playable(stream, first);
        }
    }
}
