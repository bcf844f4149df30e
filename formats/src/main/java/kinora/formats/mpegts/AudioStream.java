package kinora.formats.mpegts;

import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.codec.SampleFormat;
import kinora.formats.codec.aac.AdtsWriter;
import kinora.formats.codec.aac.AudioSpecificConfig;
import kinora.formats.mp4.SampleTable;

/// AAC behind ADTS headers: some packets of even time share a PES packet, for its head is as long as a quiet one.
final class AudioStream implements ElementaryStream {
    static final int PID = 0x101;

    private static final int ADTS_TYPE = 0x0F;

    /// Sixteen transport packets.
    private static final int PAYLOAD_BYTES_MAX = 16 * 184;

    /// Sound that waits for the rest of its PES packet comes late.
    private static final int PACKETS_MAX = 5;

    private final TsTrack track;
    private final AdtsWriter adts;
    private final int evenDuration;
    private int next;
    private int offset;
    private long time;

    AudioStream(TsTrack track, SampleFormat.Audio format) throws MalformedMediaException {
        this.track = track;
        this.adts =
                new AdtsWriter(AudioSpecificConfig.read(format.configuration().asByteBuffer()));
        this.evenDuration = format.samplesPerPacket();
        this.offset = track.offset();
        this.time = track.samples().baseDecodeTime();
    }

    @Override
    public int pid() {
        return PID;
    }

    @Override
    public int type() {
        return ADTS_TYPE;
    }

    @Override
    public int samplesDone() {
        return next;
    }

    @Override
    public int sampleCount() {
        return track.samples().count();
    }

    @Override
    public long decodeTicks() {
        return TsClock.ticks(time, track.timescale());
    }

    @Override
    public boolean randomAccess() {
        return true;
    }

    @Override
    public void appendNext(ByteSink out) throws MalformedMediaException {
        long ticks = decodeTicks();
        PesHeader.begin(out, PesHeader.AUDIO, ticks, ticks);
        int end = endOfPes();
        SampleTable samples = track.samples();
        for (; next < end; next++) {
            int sizeBytes = samples.sizeBytes(next);
            adts.append(out, sizeBytes);
            out.bytes(track.payload(), offset, sizeBytes);
            offset += sizeBytes;
            time += samples.duration(next);
        }
        PesHeader.end(out);
    }

    /// The packets behind the first one have no times of their own, so each must follow the one before without a gap.
    private int endOfPes() {
        SampleTable samples = track.samples();
        int end = next + 1;
        int bytes = samples.sizeBytes(next);
        while (end < samples.count()
                && end - next < PACKETS_MAX
                && samples.duration(end - 1) == evenDuration
                && bytes + samples.sizeBytes(end) <= PAYLOAD_BYTES_MAX) {
            bytes += samples.sizeBytes(end++);
        }
        return end;
    }
}
