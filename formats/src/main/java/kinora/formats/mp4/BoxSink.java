package kinora.formats.mp4;

import kinora.formats.bits.ByteSink;

/// Boxes in boxes (ISO/IEC 14496-12, 4.2): the size stands in front and is put right when the content is written.
final class BoxSink {
    private static final int[] UNITY_MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

    private final ByteSink out;

    BoxSink(ByteSink out) {
        this.out = out;
    }

    ByteSink out() {
        return out;
    }

    void box(String type, Runnable content) {
        int start = out.length();
        out.u32(0).ascii(type);
        content.run();
        out.setBigEndian(start, out.length() - start, 4);
    }

    void fullBox(String type, int version, int flags, Runnable content) {
        box(type, () -> {
            out.u8(version).u24(flags);
            content.run();
        });
    }

    /// The matrix that changes nothing.
    void unityMatrix() {
        for (int value : UNITY_MATRIX) {
            out.u32(value);
        }
    }
}
