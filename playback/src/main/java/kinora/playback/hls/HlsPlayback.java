package kinora.playback.hls;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import kinora.formats.codec.AudioCodec;
import kinora.formats.codec.SampleFormat;
import kinora.formats.mp4.InitSegment;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.FragmentNumber;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.playback.plan.Plan;
import kinora.playback.plan.Planner;
import kinora.playback.plan.Segment;
import kinora.playback.remux.FragmentFrames;
import kinora.playback.remux.Playable;
import kinora.playback.remux.PlayableTrack;
import kinora.playback.remux.Segments;
import kinora.playback.session.PlaybackSession;
import kinora.playback.session.PlaybackSessions.Open;
import kinora.playback.session.Recent;
import kinora.playback.session.SessionTerms;
import kinora.store.FragmentInfo;
import kinora.store.FragmentStore;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;

/// What the URLs of an HLS session answer. Everything is computed when it is asked for.
public final class HlsPlayback {
    private static final long PLAYLIST_CACHE_BYTES = 64L << 20;

    private static final int LEAD_IN_FRAGMENTS = 2;

    private final FragmentStore store;
    private final Segments segments;
    private final Planner planner;
    private final LimitsMode limits;
    private final InstantSource clock;
    private final LiveStreams liveStreams;

    /// Playlists of spans that are over do not change.
    private final Recent<byte[]> fixed = new Recent<>(PLAYLIST_CACHE_BYTES, text -> text.length);

    public HlsPlayback(
            FragmentStore store, Segments segments, Planner planner, LimitsMode limits, InstantSource clock) {
        this.store = store;
        this.segments = segments;
        this.planner = planner;
        this.limits = limits;
        this.clock = clock;
        this.liveStreams = new LiveStreams(store);
    }

    private Plan plan(Open open) throws StoreException, InterruptedException {
        return planner.plan(open.stream(), open.session(), clock.millis());
    }

    private static HlsUris uris(Open open) {
        return new HlsUris(open.session().token());
    }

    public byte[] master(Open open) throws StoreException, InterruptedException {
        Plan plan = plan(open);
        List<Segment> shown = plan.segments();
        FragmentInfo first = shown.getFirst().fragment();
        Playable playable = segments.playable(open.stream(), first);
        PlayableTrack video = playable.video();
        PlayableTrack audio = playable.audio();
        boolean muxed = open.session().terms().container() == SessionTerms.Container.MPEG_TS;
        MasterPlaylist master = new MasterPlaylist(
                video == null ? null : (SampleFormat.Video) video.format(),
                audio == null ? null : (SampleFormat.Audio) audio.format(),
                muxed,
                1_000.0 / frameMs(open.stream(), first, playable),
                bitsPerSecond(shown));
        return utf8(master.write(uris(open), limits));
    }

    private double frameMs(Stream stream, FragmentInfo fragment, Playable playable) throws StoreException {
        int leading = playable.tracks().getFirst().index();
        FragmentFrames frames = FragmentFrames.of(store.archive().record(stream, fragment));
        return Math.max(1, frames.track(leading).meanStepMs());
    }

    /// Throws AWS's error where a fragment cannot be played through HLS. AWS plays AAC alone; we make FLAC of what
    /// browsers cannot play.
    public void requirePlayable(Stream stream, FragmentInfo fragment) throws StoreException, InterruptedException {
        PlayableTrack audio = segments.playable(stream, fragment).audio();
        if (audio == null || limits == LimitsMode.RELAXED) {
            return;
        }
        if (audio.format() instanceof SampleFormat.Audio sound && sound.codec() != AudioCodec.AAC) {
            throw new ApiException(
                    ApiError.UNSUPPORTED_STREAM_MEDIA_TYPE,
                    "Unsupported media type in fragment for track "
                            + audio.source().number() + ": HLS takes AAC only.");
        }
    }

    private static long bitsPerSecond(List<Segment> shown) {
        return shown.stream()
                .limit(100)
                .mapToLong(segment -> segment.fragment().sizeBytes() * 8_000 / Math.max(1, segment.durationMs()))
                .max()
                .orElse(1);
    }

    public byte[] media(Open open, int track, BlockingReload reload) throws StoreException, InterruptedException {
        SessionTerms terms = open.session().terms();
        if (terms.mode() == SessionTerms.Mode.ON_DEMAND) {
            return onDemand(open, track);
        }
        if (planner.isLowLatency(terms)) {
            return lowLatency(open, track, reload);
        }
        return utf8(playlist(open, track).write(plan(open), null, false));
    }

    private byte[] onDemand(Open open, int track) throws StoreException, InterruptedException {
        String key = open.session().token() + track;
        byte[] known = fixed.get(key);
        if (known == null) {
            known = utf8(playlist(open, track).write(plan(open), null, false));
            fixed.put(key, known);
        }
        return known;
    }

    private MediaPlaylist playlist(Open open, int track) {
        SessionTerms terms = open.session().terms();
        return new MediaPlaylist(terms, planner.modeOf(terms), uris(open), track);
    }

    private byte[] lowLatency(Open open, int track, BlockingReload reload) throws StoreException, InterruptedException {
        Plan before = plan(open);
        LiveStream live = live(open.stream(), before);
        if (reload.waits()) {
            long newest = before.mediaSequence() + before.segments().size() - 1;
            if (reload.mediaSequence() > newest + 2) {
                throw ApiException.invalidArgument("_HLS_msn lies too far ahead.");
            }
            long ordinal = before.atFirst().baseOrdinal() + reload.mediaSequence();
            live.awaitNamed(ordinal, reload.part(), track, waitMs(before));
        } else {
            live.awaitCaughtUp();
        }
        Plan plan = reload.waits() ? plan(open) : before;
        LiveStream.View view = live.view(last(plan).ordinal());
        return utf8(playlist(open, track).write(plan, edge(open, plan, view), reload.skip()));
    }

    /// RFC 8216bis, 6.2.5.2: longer than three target durations nobody waits.
    private static long waitMs(Plan plan) {
        return 3_000L * Math.max(1, plan.atFirst().targetDurationS());
    }

    private static FragmentInfo last(Plan plan) {
        return plan.segments().getLast().fragment();
    }

    private LiveStream live(Stream stream, Plan plan) throws StoreException, InterruptedException {
        LiveStream watched = liveStreams.find(stream);
        if (watched != null) {
            return watched;
        }
        FragmentInfo newest = last(plan);
        Playable playable = segments.playable(stream, newest);
        PartGrid grid = PartGrid.of(medianMs(plan), frameMs(stream, newest, playable));
        return liveStreams.watch(stream, leadIn(plan), grid);
    }

    /// The first viewer, too, gets parts of closed fragments: hls.js loads parts only where they reach back that far.
    private static FragmentInfo leadIn(Plan plan) {
        List<Segment> segments = plan.segments();
        return segments.get(Math.max(0, segments.size() - 1 - LEAD_IN_FRAGMENTS))
                .fragment();
    }

    private static long medianMs(Plan plan) {
        long[] lengths =
                plan.segments().stream().mapToLong(Segment::durationMs).sorted().toArray();
        return lengths[lengths.length / 2];
    }

    private LiveEdge edge(Open open, Plan plan, LiveStream.View view) throws StoreException, InterruptedException {
        FragmentInfo next = view.next();
        Playable playable = view.nextPlayable();
        if (next == null || playable == null) {
            return new PlanEdge(view, null);
        }
        Segment newest = plan.segments().getLast();
        boolean newMap = next.headerId() != newest.fragment().headerId()
                && !playable.mp4()
                        .equals(segments.playable(open.stream(), newest.fragment())
                                .mp4());
        SessionTerms terms = open.session().terms();
        boolean broken = planner.isBroken(terms, newest.fragment(), next, newMap);
        int map = newest.map() + (newMap ? 1 : 0);
        long timestampMs = next.timestampMs(terms.clock());
        return new PlanEdge(view, new LiveEdge.Arriving(next.ordinal(), broken, map, timestampMs, view.nextIsWhole()));
    }

    /// The initialization segment with that number in the session.
    public byte[] init(Open open, int track, int map) throws StoreException, InterruptedException {
        Segment found = null;
        for (Segment segment : plan(open).segments()) {
            if (segment.map() == map) {
                found = segment;
            }
        }
        if (found != null) {
            return segments.init(open.stream(), found.fragment(), track);
        }
        byte[] arriving = arrivingInit(open, track, map);
        if (arriving == null) {
            throw notFound();
        }
        return arriving;
    }

    private byte @Nullable [] arrivingInit(Open open, int track, int map) throws StoreException, InterruptedException {
        if (!planner.isLowLatency(open.session().terms())) {
            return null;
        }
        Plan plan = plan(open);
        Playable playable = live(open.stream(), plan).view(last(plan).ordinal()).nextPlayable();
        boolean isNext = map == plan.segments().getLast().map() + 1;
        return playable == null || !isNext
                ? null
                : InitSegment.write(List.of(playable.track(track).mp4()));
    }

    public byte[] mp4(Open open, FragmentNumber number, int track) throws StoreException, InterruptedException {
        FragmentInfo fragment = fragment(open, number);
        return segments.media(open.stream(), fragment, track);
    }

    public byte[] ts(Open open, FragmentNumber number) throws StoreException, InterruptedException {
        return segments.ts(open.stream(), fragment(open, number));
    }

    public byte[] part(Open open, long mediaSequence, int part, int track) throws StoreException, InterruptedException {
        if (!planner.isLowLatency(open.session().terms())) {
            throw notFound();
        }
        PlaybackSession session = open.session();
        if (!session.progress().hasBegun()) {
            throw notFound();
        }
        Plan plan = plan(open);
        LiveStream live = live(open.stream(), plan);
        long ordinal = plan.atFirst().baseOrdinal() + mediaSequence;
        byte[] bytes = ordinal > last(plan).ordinal() + 2 ? null : live.part(ordinal, part, track, waitMs(plan));
        if (bytes == null) {
            throw notFound();
        }
        return bytes;
    }

    private FragmentInfo fragment(Open open, FragmentNumber number) {
        FragmentInfo found = store.archive().find(open.stream(), number);
        if (found == null || !planner.covers(open.session(), found)) {
            throw notFound();
        }
        return found;
    }

    private static ApiException notFound() {
        return new ApiException(ApiError.RESOURCE_NOT_FOUND, "This session has no such resource.");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
