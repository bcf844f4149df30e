package kinora.formats.mpegts;

import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;

/// A track on its way into PES packets (ISO/IEC 13818-1, 2.4.3.6): knows the next packet before it makes it.
interface ElementaryStream {
    int pid();

    /// stream_type of the PMT, table 2-34.
    int type();

    /// Samples that are in packets already, and all.
    int samplesDone();

    int sampleCount();

    default boolean hasNext() {
        return samplesDone() < sampleCount();
    }

    /// When the next packet is decoded.
    long decodeTicks();

    /// Whether a player may begin with the next packet.
    boolean randomAccess();

    /// Appends the next PES packet, header and payload.
    void appendNext(ByteSink out) throws MalformedMediaException;
}
