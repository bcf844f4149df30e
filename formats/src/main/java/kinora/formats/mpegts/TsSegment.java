package kinora.formats.mpegts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.codec.AudioCodec;
import kinora.formats.codec.SampleFormat;

/// One segment of a transport stream, whole: tables first, then all tracks in the order in which they are decoded.
///
/// Times are media time in 90 kHz plus a constant. Every counter of a segment ends where it began, so segments that
/// were made apart join without a fault.
public final class TsSegment {
    /// How far the clock runs before the first decode time, for the decoder's buffers.
    private static final long CLOCK_LEAD_TICKS = 7L * TsClock.HZ / 10;

    /// A player may join at any table. As many as the counter has values, spread evenly over the segment.
    private static final int TABLES = TsPackets.COUNTER_VALUES;

    private final List<ElementaryStream> streams;
    private final ByteSink out;
    private final TsPackets packets;
    private final byte[] pat = TsTables.pat();
    private final byte[] pmt;
    private final int clockPid;
    private final ByteSink pes = new ByteSink(1 << 16);
    private int tablesWritten;

    private TsSegment(List<ElementaryStream> streams, ByteSink out) {
        this.streams = streams;
        this.out = out;
        this.packets = new TsPackets(out);
        this.clockPid = streams.get(0).pid();
        this.pmt = TsTables.pmt(streams, clockPid);
    }

    /// Pictures of H.264 or H.265, or AAC, or both, the pictures first.
    public static byte[] write(List<TsTrack> tracks) throws MalformedMediaException {
        List<ElementaryStream> streams = new ArrayList<>();
        long payloadBytes = 0;
        for (TsTrack track : tracks) {
            streams.add(streamOf(track));
            payloadBytes += track.samples().payloadBytes();
        }
        if (streams.isEmpty()
                || streams.size()
                        != streams.stream()
                                .map(ElementaryStream::pid)
                                .distinct()
                                .count()) {
            throw new IllegalArgumentException("tracks: " + tracks);
        }
        long expectedBytes = payloadBytes + payloadBytes / 16 + 32_768;
        TsSegment segment = new TsSegment(streams, new ByteSink((int) Math.min(expectedBytes, Integer.MAX_VALUE - 8)));
        segment.write();
        return segment.out.toByteArray();
    }

    private static ElementaryStream streamOf(TsTrack track) throws MalformedMediaException {
        if (track.format() instanceof SampleFormat.Video video) {
            return new VideoStream(track, video);
        }
        if (track.format() instanceof SampleFormat.Audio audio && audio.codec() == AudioCodec.AAC) {
            return new AudioStream(track, audio);
        }
        throw new IllegalArgumentException(
                "no transport stream of " + track.format().codecs());
    }

    private void write() throws MalformedMediaException {
        int samples = streams.stream().mapToInt(ElementaryStream::sampleCount).sum();
        for (ElementaryStream stream = next(); stream.hasNext(); stream = next()) {
            int done = streams.stream().mapToInt(ElementaryStream::samplesDone).sum();
            tablesUpTo(1 + (int) ((long) (TABLES - 1) * done / samples));
            append(stream);
        }
        tablesUpTo(TABLES);
    }

    /// The stream whose next packet is decoded first; at the end, one that has none.
    private ElementaryStream next() {
        return streams.stream()
                .filter(ElementaryStream::hasNext)
                .min(Comparator.comparingLong(ElementaryStream::decodeTicks))
                .orElse(streams.get(0));
    }

    private void tablesUpTo(int count) {
        for (; tablesWritten < count; tablesWritten++) {
            packets.section(TsTables.PAT_PID, pat);
            packets.section(TsTables.PMT_PID, pmt);
        }
    }

    private void append(ElementaryStream stream) throws MalformedMediaException {
        long decodeTicks = stream.decodeTicks();
        boolean randomAccess = stream.randomAccess();
        pes.clear();
        stream.appendNext(pes);
        long clockTicks = stream.pid() == clockPid ? decodeTicks - CLOCK_LEAD_TICKS : TsPackets.NONE;
        packets.pes(stream.pid(), pes.asByteBuffer(), clockTicks, randomAccess, !stream.hasNext());
    }
}
