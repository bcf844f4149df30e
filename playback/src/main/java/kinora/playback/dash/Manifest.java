package kinora.playback.dash;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import kinora.formats.codec.SampleFormat;
import kinora.playback.plan.Plan;
import kinora.playback.plan.Segment;
import kinora.playback.remux.PlayableTrack;
import kinora.playback.session.PlaybackSession;
import kinora.playback.session.SessionTerms;

/// Writes an MPD. kvs-api 6.5; ISO/IEC 23009-1, 5.3.
final class Manifest {
    private static final String PROFILE = "urn:mpeg:dash:profile:isoff-live:2011";
    private static final double MS_PER_S = 1e3;

    /// A run as a Period.
    record Period(Run run, Anchor anchor, List<TrackInfo> tracks) {}

    /// A track as a Representation.
    record TrackInfo(PlayableTrack track, long bitsPerSecond, long frameMs) {}

    private final PlaybackSession session;
    private final SessionTerms terms;
    private final Plan plan;
    private final List<Period> periods;
    private final boolean dynamic;
    private final long nowMs;
    private final String timeUrl;
    private final StringBuilder text = new StringBuilder(4_096);

    Manifest(PlaybackSession session, Plan plan, List<Period> periods, boolean dynamic, long nowMs, String timeUrl) {
        this.session = session;
        this.terms = session.terms();
        this.plan = plan;
        this.periods = periods;
        this.dynamic = dynamic;
        this.nowMs = nowMs;
        this.timeUrl = timeUrl;
    }

    String write() {
        text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"")
                .append(" xmlns:kvs=\"http://kinesisvideo.amazonaws.com/dash/2018\" profiles=\"")
                .append(PROFILE)
                .append('"');
        if (dynamic) {
            dynamicAttributes();
        } else {
            staticAttributes();
        }
        text.append(" minBufferTime=\"PT").append(maxSegmentS()).append("S\">\n");
        for (int i = 0; i < periods.size(); i++) {
            period(periods.get(i));
        }
        if (dynamic) {
            text.append("<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-iso:2014\" value=\"")
                    .append(escaped(timeUrl))
                    .append("\"/>\n");
        }
        return text.append("</MPD>\n").toString();
    }

    /// Periods lie on the wall clock, counted from 1970: nothing needs to be remembered.
    private void dynamicAttributes() {
        text.append(" type=\"dynamic\" availabilityStartTime=\"1970-01-01T00:00:00Z\" publishTime=\"")
                .append(Instant.ofEpochMilli(nowMs))
                .append("\" minimumUpdatePeriod=\"PT1S\" timeShiftBufferDepth=\"")
                .append(duration(windowMs()))
                .append("\" suggestedPresentationDelay=\"")
                .append(duration(Math.min(windowMs(), 3_000L * maxSegmentS())))
                .append('"');
    }

    private void staticAttributes() {
        long startMs = plan.segments().getFirst().fragment().timestampMs(terms.clock());
        text.append(" type=\"static\" availabilityStartTime=\"")
                .append(Instant.ofEpochMilli(startMs))
                .append("\" mediaPresentationDuration=\"")
                .append(duration(windowMs()))
                .append('"');
    }

    private long windowMs() {
        return plan.segments().stream().mapToLong(Segment::durationMs).sum();
    }

    private long maxSegmentS() {
        return plan.atFirst().targetDurationS();
    }

    private void period(Period period) {
        text.append("<Period id=\"").append(period.run().id()).append("\" start=\"");
        text.append(duration(startMs(period))).append('"');
        if (!dynamic) {
            text.append(" duration=\"")
                    .append(duration(period.run().durationMs()))
                    .append('"');
        }
        text.append(">\n");
        for (TrackInfo track : period.tracks()) {
            adaptationSet(period, track);
        }
        text.append("</Period>\n");
    }

    /// A replay that has ended begins at 0, like any recording.
    private long startMs(Period period) {
        long offsetMs = dynamic || terms.mode() == SessionTerms.Mode.ON_DEMAND
                ? 0
                : periods.getFirst().anchor().presentationMs();
        return period.anchor().presentationMs() - offsetMs;
    }

    private void adaptationSet(Period period, TrackInfo info) {
        PlayableTrack track = info.track();
        text.append("<AdaptationSet id=\"")
                .append(track.number())
                .append("\" contentType=\"")
                .append(track.isVideo() ? "video" : "audio")
                .append("\" mimeType=\"")
                .append(track.isVideo() ? "video/mp4" : "audio/mp4")
                .append("\" segmentAlignment=\"true\" startWithSAP=\"1\">\n");
        template(period, track);
        text.append("<Representation id=\"").append(track.number()).append("\" codecs=\"");
        text.append(track.format().codecs()).append("\" bandwidth=\"").append(info.bitsPerSecond());
        switch (track.format()) {
            case SampleFormat.Video video ->
                text.append("\" width=\"")
                        .append(video.width())
                        .append("\" height=\"")
                        .append(video.height())
                        .append("\" frameRate=\"")
                        .append(Math.round(MS_PER_S / Math.max(1, info.frameMs())))
                        .append("\"/>\n");
            case SampleFormat.Audio audio ->
                text.append("\" audioSamplingRate=\"")
                        .append(audio.sampleRate())
                        .append("\"/>\n");
        }
        text.append("</AdaptationSet>\n");
    }

    private void template(Period period, PlayableTrack track) {
        List<Segment> segments = period.run().segments();
        long base = plan.atFirst().baseOrdinal();
        String query = "SessionToken=" + session.token() + "&amp;TrackNumber=" + track.number();
        text.append("<SegmentTemplate timescale=\"").append(track.timescale());
        text.append("\" presentationTimeOffset=\"").append(units(period.anchor().mediaMs(), track));
        text.append("\" startNumber=\"").append(segments.getFirst().fragment().ordinal() - base + 1);
        text.append("\" initialization=\"getMP4InitFragment.mp4?").append(query);
        text.append("&amp;SequenceNumber=").append(segments.getFirst().map());
        text.append("\" media=\"getMP4MediaFragment.mp4?FragmentNumber=$Number$&amp;")
                .append(query);
        text.append("\">\n<SegmentTimeline>\n");
        segments.forEach(segment -> segment(segment, track));
        text.append("</SegmentTimeline>\n</SegmentTemplate>\n");
    }

    private void segment(Segment segment, PlayableTrack track) {
        long startMs = segment.fragment().producerTimestampMs();
        long start = units(startMs, track);
        long end = units(startMs + segment.durationMs(), track);
        text.append("<S t=\"")
                .append(start)
                .append("\" d=\"")
                .append(end - start)
                .append('"');
        if (terms.showNumbers()) {
            text.append(" kvs:fn=\"").append(segment.fragment().number()).append('"');
        }
        if (terms.showTimestamps()) {
            text.append(" kvs:ts=\"")
                    .append(segment.fragment().timestampMs(terms.clock()))
                    .append('"');
        }
        text.append("/>\n");
    }

    private static long units(long ms, PlayableTrack track) {
        return Math.round(ms / MS_PER_S * track.timescale());
    }

    private static String duration(long ms) {
        return String.format(Locale.ROOT, "PT%d.%03dS", ms / 1_000, ms % 1_000);
    }

    private static String escaped(String url) {
        return url.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
