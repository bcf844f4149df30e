package kinora.formats.mp4;

import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;

/// MPEG-4 descriptors (ISO/IEC 14496-1, 7.2.6), in which AAC keeps its configuration.
final class Descriptors {
    private static final int ES = 3;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_SPECIFIC_INFO = 5;
    private static final int SL_CONFIG = 6;

    private static final int MPEG4_AUDIO = 0x40;
    private static final int AUDIO_STREAM = 0x15;
    private static final int SL_OF_MP4_FILES = 2;

    /// Four times seven bits.
    private static final int SIZE_BYTES = 4;

    private final BoxSink box;
    private final ByteSink out;

    Descriptors(BoxSink box) {
        this.box = box;
        this.out = box.out();
    }

    void esds(Bytes audioSpecificConfig) {
        box.fullBox(
                "esds",
                0,
                0,
                () -> descriptor(ES, () -> {
                    out.u16(0).u8(0);
                    descriptor(DECODER_CONFIG, () -> {
                        out.u8(MPEG4_AUDIO).u8(AUDIO_STREAM).u24(0).u32(0).u32(0); // buffer and bit rates: not known
                        descriptor(DECODER_SPECIFIC_INFO, () -> out.bytes(audioSpecificConfig.asByteBuffer()));
                    });
                    descriptor(SL_CONFIG, () -> out.u8(SL_OF_MP4_FILES));
                }));
    }

    private void descriptor(int tag, Runnable content) {
        out.u8(tag);
        int sizeAt = out.length();
        out.u32(0);
        content.run();
        int size = out.length() - sizeAt - SIZE_BYTES;
        for (int i = 0; i < SIZE_BYTES; i++) {
            int more = i < SIZE_BYTES - 1 ? 0x80 : 0;
            out.setBigEndian(sizeAt + i, more | (size >> (7 * (SIZE_BYTES - 1 - i)) & 0x7F), 1);
        }
    }
}
