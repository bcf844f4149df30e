package kinora.formats.codec.aac;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;

/// The header that some producers leave before each AAC packet, ISO/IEC 14496-3 section 1.A.3.2.
///
/// @param frameBytes of header and packet together
public record AdtsHeader(int objectType, int sampleRate, int channelConfiguration, int headerBytes, int frameBytes) {
    private static final int BYTES = 7;
    private static final int CRC_BYTES = 2;
    private static final int SYNC = 0xFFF;

    /// Whether a packet begins with one. Raw AAC never does: its first three bits would say that it ends at once.
    public static boolean begins(ByteBuffer packet) {
        int at = packet.position();
        return packet.remaining() >= BYTES && ((packet.getShort(at) & 0xFFF6) == SYNC << 4);
    }

    public static AdtsHeader read(ByteBuffer packet) throws MalformedMediaException {
        if (!begins(packet)) {
            throw new MalformedMediaException("an AAC packet without its ADTS header", 0);
        }
        int at = packet.position();
        int protection = packet.get(at + 1) & 1;
        int formats = packet.getShort(at + 2) & 0xFFFF;
        int lengths = packet.getInt(at + 3);
        int sampleRate = SamplingFrequencies.hz(formats >> 10 & 0xF);
        int headerBytes = protection == 1 ? BYTES : BYTES + CRC_BYTES;
        int frameBytes = lengths >> 13 & 0x1FFF;
        if (sampleRate == 0 || frameBytes < headerBytes || frameBytes > packet.remaining()) {
            throw new MalformedMediaException("an ADTS header that cannot be: " + frameBytes + " bytes", 0);
        }
        if ((packet.get(at + 6) & 3) != 0) {
            throw new MalformedMediaException("an ADTS frame of several packets", 6);
        }
        return new AdtsHeader(1 + (formats >> 14), sampleRate, formats >> 6 & 7, headerBytes, frameBytes);
    }

    public AudioSpecificConfig configuration() {
        return new AudioSpecificConfig(objectType, sampleRate, channelConfiguration, 1024);
    }
}
