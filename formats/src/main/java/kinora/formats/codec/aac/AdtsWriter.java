package kinora.formats.codec.aac;

import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;

/// Writes the header that AAC needs before each packet in a transport stream, ISO/IEC 14496-3 section 1.A.3.2.
public final class AdtsWriter {
    private static final int BYTES = 7;

    /// The frame's length has 13 bits.
    private static final int FRAME_BYTES_MAX = 0x1FFF;

    /// MPEG-4, no checksum.
    private static final int SYNC_MPEG4 = 0xFFF1;

    private static final int BUFFER_UNKNOWN = 0x7FF;

    /// Profile, frequency and channels, in their place before the length.
    private final int format;

    /// SBR and parametric stereo are left for the decoder to find: ADTS names the core coder only.
    public AdtsWriter(AudioSpecificConfig config) throws MalformedMediaException {
        int objectType = config.objectType() > AudioSpecificConfig.LONG_TERM_PREDICTION
                ? AudioSpecificConfig.LC
                : config.objectType();
        int frequency = SamplingFrequencies.indexOf(config.sampleRate());
        if (frequency == SamplingFrequencies.ESCAPE || config.channelConfiguration() > 7) {
            throw new MalformedMediaException(
                    "ADTS knows no AAC of " + config.sampleRate() + " Hz, channels " + config.channelConfiguration(),
                    0);
        }
        this.format = (objectType - 1) << 14 | frequency << 10 | config.channelConfiguration() << 6;
    }

    public void append(ByteSink out, int packetBytes) throws MalformedMediaException {
        int frameBytes = BYTES + packetBytes;
        if (frameBytes > FRAME_BYTES_MAX) {
            throw new MalformedMediaException("an AAC packet of " + packetBytes + " bytes", 0);
        }
        out.u16(SYNC_MPEG4).u16(format | frameBytes >> 11);
        out.u24((frameBytes & 0x7FF) << 13 | BUFFER_UNKNOWN << 2);
    }
}
