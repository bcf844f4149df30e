package kinora.formats.mpegts;

import java.util.Objects;
import kinora.formats.codec.SampleFormat;
import kinora.formats.mp4.SampleTable;

/// A track of a segment: its samples lie in `payload` from `offset`, one behind the other, as MP4 wants them (NAL units
/// behind lengths of 4 bytes, AAC without ADTS).
public record TsTrack(SampleFormat format, int timescale, SampleTable samples, byte[] payload, int offset) {
    public TsTrack {
        Objects.requireNonNull(format, "format is null");
        if (timescale <= 0 || offset < 0 || offset + samples.payloadBytes() > payload.length) {
            throw new IllegalArgumentException(samples.payloadBytes() + " bytes from " + offset + " of "
                    + payload.length + ", timescale " + timescale);
        }
    }

    public TsTrack(SampleFormat format, int timescale, SampleTable samples, byte[] payload) {
        this(format, timescale, samples, payload, 0);
    }
}
