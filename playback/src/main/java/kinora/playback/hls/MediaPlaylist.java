package kinora.playback.hls;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import kinora.playback.plan.Plan;
import kinora.playback.plan.Segment;
import kinora.playback.session.SessionTerms;
import kinora.playback.session.SessionTerms.Container;
import kinora.playback.session.SessionTerms.Discontinuity;
import org.jspecify.annotations.Nullable;

/// Writes one track's media playlist. kvs-api 6.3; the low-latency tags as RFC 8216bis, 4.4.3.7 and 4.4.4.9 say.
final class MediaPlaylist {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// How far from the edge players stay, in tenths of a part: RFC 8216bis, 4.4.3.8 wants three parts at least.
    private static final int HOLD_BACK_PARTS_10 = 31;

    private final SessionTerms terms;
    private final Discontinuity mode;
    private final HlsUris uris;
    private final int track;
    private boolean timed;
    private final StringBuilder text = new StringBuilder(2_048);

    MediaPlaylist(SessionTerms terms, Discontinuity mode, HlsUris uris, int track) {
        this.terms = terms;
        this.mode = mode;
        this.uris = uris;
        this.track = track;
    }

    private boolean isMp4() {
        return terms.container() == Container.FRAGMENTED_MP4;
    }

    /// @param edge what is newer than the last segment; null without low latency
    String write(Plan plan, @Nullable LiveEdge edge, boolean skip) {
        // Near the edge players lay sound and pictures side by side by it; without it hls.js guesses, and stalls.
        timed = terms.showTimestamps() || edge != null;
        int skipped = skip && edge != null ? skippable(plan, edge) : 0;
        head(plan, edge);
        if (skipped > 0) {
            text.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
        }
        List<Segment> segments = plan.segments();
        int map = skipped > 0 ? segments.get(skipped - 1).map() : -1;
        for (int i = skipped; i < segments.size(); i++) {
            segment(segments.get(i), map, edge, plan);
            map = segments.get(i).map();
        }
        if (edge != null) {
            edge(edge, plan, map);
        } else if (mode == Discontinuity.ALWAYS) {
            text.append("#EXT-X-DISCONTINUITY\n");
        }
        return plan.ended() ? text.append("#EXT-X-ENDLIST\n").toString() : text.toString();
    }

    private void head(Plan plan, @Nullable LiveEdge edge) {
        text.append("#EXTM3U\n#EXT-X-VERSION:").append(edge == null ? 7 : 9).append('\n');
        if (terms.mode() == SessionTerms.Mode.ON_DEMAND) {
            text.append("#EXT-X-PLAYLIST-TYPE:VOD\n");
        }
        text.append("#EXT-X-TARGETDURATION:")
                .append(plan.atFirst().targetDurationS())
                .append('\n');
        if (edge != null) {
            serverControl(plan, edge);
        }
        text.append("#EXT-X-MEDIA-SEQUENCE:").append(plan.mediaSequence()).append('\n');
        if (plan.discontinuitySequence() > 0) {
            text.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
                    .append(plan.discontinuitySequence())
                    .append('\n');
        }
        text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
    }

    private void serverControl(Plan plan, LiveEdge edge) {
        long partTargetMs = edge.partTargetMs();
        text.append("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=")
                .append(seconds(HOLD_BACK_PARTS_10 * partTargetMs / 10))
                .append(",CAN-SKIP-UNTIL=")
                .append(6 * plan.atFirst().targetDurationS())
                .append(".0\n#EXT-X-PART-INF:PART-TARGET=")
                .append(seconds(partTargetMs))
                .append('\n');
    }

    /// Segments that a player which asks for a delta already has (RFC 8216bis, 6.2.5.1).
    private static int skippable(Plan plan, LiveEdge edge) {
        long boundaryMs = 6_000L * plan.atFirst().targetDurationS();
        long fromEndMs = edge.openMs();
        List<Segment> segments = plan.segments();
        int first = segments.size();
        while (first > 0 && fromEndMs <= boundaryMs) {
            first--;
            fromEndMs += segments.get(first).durationMs();
        }
        return first;
    }

    private void segment(Segment segment, int mapBefore, @Nullable LiveEdge edge, Plan plan) {
        begin(segment.broken(), segment.map(), mapBefore, segment.fragment().timestampMs(terms.clock()));
        long durationMs = segment.durationMs();
        if (edge != null) {
            long mediaSequence = segment.fragment().ordinal() - plan.atFirst().baseOrdinal();
            List<? extends LiveEdge.Part> parts =
                    edge.partsOf(segment.fragment().ordinal(), track);
            parts(parts, mediaSequence);
            // What its parts said: the fragment behind it, which may join it, is not known yet.
            durationMs = parts.isEmpty()
                    ? durationMs
                    : parts.stream().mapToLong(LiveEdge.Part::durationMs).sum();
        }
        text.append("#EXTINF:").append(seconds(durationMs)).append(",\n");
        text.append(isMp4() ? uris.mp4(segment.fragment(), track) : uris.ts(segment.fragment()))
                .append('\n');
    }

    private void begin(boolean broken, int map, int mapBefore, long timestampMs) {
        if (broken) {
            text.append("#EXT-X-DISCONTINUITY\n");
        }
        if (isMp4() && map != mapBefore) {
            text.append("#EXT-X-MAP:URI=\"").append(uris.init(track, map)).append("\"\n");
        }
        if (timed) {
            text.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(TIME.format(Instant.ofEpochMilli(timestampMs)))
                    .append('\n');
        }
    }

    /// What is newer than the last segment: the parts of the fragment that is arriving, and the name of the next one.
    private void edge(LiveEdge edge, Plan plan, int mapBefore) {
        long nextSequence = plan.mediaSequence() + plan.segments().size();
        LiveEdge.Arriving arriving = edge.arriving();
        List<? extends LiveEdge.Part> parts = arriving == null ? List.of() : edge.partsOf(arriving.ordinal(), track);
        if (arriving != null && !parts.isEmpty()) {
            begin(arriving.broken(), arriving.map(), mapBefore, arriving.timestampMs());
        }
        parts(parts, nextSequence);
        // Behind a whole fragment there is no further part of it to wait for.
        boolean whole = arriving != null && arriving.whole();
        text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"")
                .append(whole ? uris.part(nextSequence + 1, 0, track) : uris.part(nextSequence, parts.size(), track))
                .append("\"\n");
    }

    private void parts(List<? extends LiveEdge.Part> parts, long mediaSequence) {
        for (int i = 0; i < parts.size(); i++) {
            text.append("#EXT-X-PART:DURATION=").append(seconds(parts.get(i).durationMs()));
            text.append(parts.get(i).independent() ? ",INDEPENDENT=YES" : "");
            text.append(",URI=\"").append(uris.part(mediaSequence, i, track)).append("\"\n");
        }
    }

    /// Up to three decimals, without trailing zeros, as AWS writes them.
    static String seconds(long ms) {
        String text = ms / 1_000 + "." + Long.toString(1_000 + ms % 1_000).substring(1);
        int end = text.length();
        while (text.charAt(end - 1) == '0' && text.charAt(end - 2) != '.') {
            end--;
        }
        return text.substring(0, end);
    }
}
