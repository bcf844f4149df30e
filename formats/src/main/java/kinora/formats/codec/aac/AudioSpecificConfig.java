package kinora.formats.codec.aac;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;

/// How AAC packets are to be decoded, ISO/IEC 14496-3 section 1.6.2.1.
///
/// @param objectType as signalled first: 2 is LC, 5 LC with SBR (HE-AAC), 29 with parametric stereo too
/// @param sampleRate of the core coder, which is what a packet's samples are counted in
/// @param channelConfiguration 0 where a program_config_element tells the channels
/// @param samplesPerPacket of the core coder
public record AudioSpecificConfig(int objectType, int sampleRate, int channelConfiguration, int samplesPerPacket) {
    public static final int MAIN = 1;
    public static final int LC = 2;
    public static final int SCALABLE_SAMPLE_RATE = 3;
    public static final int LONG_TERM_PREDICTION = 4;
    public static final int SBR = 5;
    public static final int LOW_DELAY = 23;
    public static final int PARAMETRIC_STEREO = 29;
    public static final int ENHANCED_LOW_DELAY = 39;

    private static final int OBJECT_TYPE_ESCAPE = 31;
    private static final int PACKET_SAMPLES = 1024;
    private static final int SHORT_PACKET_SAMPLES = 960;

    /// Channels by channelConfiguration, table 1.19.
    private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8, 0};

    public AudioSpecificConfig {
        if (sampleRate <= 0 || channelConfiguration < 0 || channelConfiguration >= CHANNELS.length) {
            throw new IllegalArgumentException(sampleRate + " Hz, channels " + channelConfiguration);
        }
    }

    public static AudioSpecificConfig lc(int sampleRate, int channelConfiguration) {
        return new AudioSpecificConfig(LC, sampleRate, channelConfiguration, PACKET_SAMPLES);
    }

    /// Whatever follows what a container needs (SBR by sync extension, error resilience) is left unread.
    public static AudioSpecificConfig read(ByteBuffer config) throws MalformedMediaException {
        byte[] bytes = new byte[config.remaining()];
        config.duplicate().get(bytes);
        BitReader in = new BitReader(bytes);
        int objectType = objectType(in);
        int sampleRate = sampleRate(in);
        int channels = in.u(4);
        int coreType = objectType;
        if (objectType == SBR || objectType == PARAMETRIC_STEREO) {
            sampleRate(in);
            coreType = objectType(in);
        }
        return new AudioSpecificConfig(objectType, sampleRate, channels, samplesPerPacket(coreType, in.flag()));
    }

    private static int objectType(BitReader in) throws MalformedMediaException {
        int type = in.u(5);
        return type == OBJECT_TYPE_ESCAPE ? 32 + in.u(6) : type;
    }

    private static int sampleRate(BitReader in) throws MalformedMediaException {
        int index = in.u(4);
        int hz = index == SamplingFrequencies.ESCAPE ? in.u(24) : SamplingFrequencies.hz(index);
        if (hz == 0) {
            throw in.malformed("sampling frequency index " + index + " stands for nothing");
        }
        return hz;
    }

    private static int samplesPerPacket(int coreType, boolean isShort) {
        int samples = isShort ? SHORT_PACKET_SAMPLES : PACKET_SAMPLES;
        return coreType == LOW_DELAY || coreType == ENHANCED_LOW_DELAY ? samples / 2 : samples;
    }

    /// 0 where the configuration alone does not tell.
    public int channels() {
        return CHANNELS[channelConfiguration];
    }

    /// Whether it is one of the AAC family that MP4 players know how to find samples in.
    public boolean isAac() {
        return switch (objectType) {
            case MAIN,
                    LC,
                    SCALABLE_SAMPLE_RATE,
                    LONG_TERM_PREDICTION,
                    SBR,
                    LOW_DELAY,
                    PARAMETRIC_STEREO,
                    ENHANCED_LOW_DELAY -> true;
            default -> false;
        };
    }

    /// RFC 6381 section 3.3.
    public String codecs() {
        return "mp4a.40." + objectType;
    }

    /// For [#MAIN] to [#LONG_TERM_PREDICTION], without any extension.
    public Bytes write() {
        if (objectType < MAIN || objectType > LONG_TERM_PREDICTION) {
            throw new IllegalStateException("object type " + objectType);
        }
        int index = SamplingFrequencies.indexOf(sampleRate);
        long rate = index == SamplingFrequencies.ESCAPE ? (long) index << 24 | sampleRate : index;
        int rateBits = index == SamplingFrequencies.ESCAPE ? 28 : 4;
        long bits = ((long) objectType << rateBits | rate) << 4 | channelConfiguration;
        long flags = samplesPerPacket == SHORT_PACKET_SAMPLES ? 4 : 0;
        return Bytes.of(new ByteSink()
                .bigEndian(bits << 3 | flags, (5 + rateBits + 4 + 3) / 8)
                .toByteArray());
    }
}
