package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.codec.aac.AdtsHeader;

/// Takes the ADTS header off each AAC packet.
final class AdtsRepair implements FrameRepair {
    @Override
    public boolean changesNothing() {
        return false;
    }

    @Override
    public void append(ByteBuffer frame, long firstSample, ByteSink out) throws MalformedMediaException {
        AdtsHeader header = AdtsHeader.read(frame);
        if (header.frameBytes() != frame.remaining()) {
            throw new MalformedMediaException("more than one ADTS frame in a packet", header.frameBytes());
        }
        out.bytes(frame.slice(frame.position() + header.headerBytes(), header.frameBytes() - header.headerBytes()));
    }
}
