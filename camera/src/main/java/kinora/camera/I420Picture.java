package kinora.camera;

import java.util.Arrays;

/// A picture in planar YUV 4:2:0, BT.601 limited range: what video encoders eat. Rows lie without gaps.
final class I420Picture {
    static final byte LUMA_BLACK = 16;
    static final byte LUMA_WHITE = (byte) 235;
    private static final byte CHROMA_NEUTRAL = (byte) 128;

    final int width;
    final int height;
    final byte[] y;
    final byte[] u;
    final byte[] v;

    I420Picture(int width, int height) {
        this.width = width;
        this.height = height;
        this.y = new byte[width * height];
        this.u = new byte[width * height / 4];
        this.v = new byte[width * height / 4];
    }

    void copyFrom(I420Picture other) {
        System.arraycopy(other.y, 0, y, 0, y.length);
        System.arraycopy(other.u, 0, u, 0, u.length);
        System.arraycopy(other.v, 0, v, 0, v.length);
    }

    /// Fills what lies inside the picture of the rectangle `left ≤ x < right`, `top ≤ y < bottom`.
    void fill(int left, int top, int right, int bottom, YuvColour colour) {
        int fromX = Math.max(0, left);
        int toX = Math.min(width, right);
        if (fromX >= toX) {
            return;
        }
        for (int row = Math.max(0, top); row < Math.min(height, bottom); row++) {
            Arrays.fill(y, row * width + fromX, row * width + toX, colour.y());
            int chromaRow = row / 2 * (width / 2);
            Arrays.fill(u, chromaRow + fromX / 2, chromaRow + (toX + 1) / 2, colour.u());
            Arrays.fill(v, chromaRow + fromX / 2, chromaRow + (toX + 1) / 2, colour.v());
        }
    }

    void fillDisc(int centreX, int centreY, int radius, YuvColour colour) {
        for (int dy = -radius; dy <= radius; dy++) {
            int half = (int) Math.sqrt((double) radius * radius - (double) dy * dy);
            fill(centreX - half, centreY + dy, centreX + half + 1, centreY + dy + 1, colour);
        }
    }

    record YuvColour(byte y, byte u, byte v) {
        static final YuvColour BLACK = new YuvColour(LUMA_BLACK, CHROMA_NEUTRAL, CHROMA_NEUTRAL);
        static final YuvColour WHITE = new YuvColour(LUMA_WHITE, CHROMA_NEUTRAL, CHROMA_NEUTRAL);

        static YuvColour of(int y, int u, int v) {
            return new YuvColour((byte) y, (byte) u, (byte) v);
        }
    }
}
