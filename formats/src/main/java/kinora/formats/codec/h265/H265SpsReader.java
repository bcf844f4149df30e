package kinora.formats.codec.h265;

import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;

/// Reads a seq_parameter_set_rbsp, ITU-T H.265 section 7.3.2.2.
final class H265SpsReader {
    /// Level 6.2: the square root of eight times the largest picture.
    private static final int SIDE_PIXELS_MAX = 16_888;

    private static final int CHROMA_4_4_4 = 3;

    private final BitReader in;
    private int chromaFormat;
    private boolean separatePlanes;

    H265SpsReader(BitReader in) {
        this.in = in;
    }

    H265Sps read() throws MalformedMediaException {
        in.skip(4); // sps_video_parameter_set_id
        int subLayers = 1 + in.u(3);
        if (subLayers > 7) {
            throw in.malformed("sps_max_sub_layers_minus1 is " + (subLayers - 1));
        }
        boolean nested = in.flag();
        ProfileTierLevel profile = ProfileTierLevel.read(in, subLayers);
        int id = in.golombUpTo(15, "sps_seq_parameter_set_id");
        readChroma();
        int width = in.golombUpTo(SIDE_PIXELS_MAX, "pic_width_in_luma_samples");
        int height = in.golombUpTo(SIDE_PIXELS_MAX, "pic_height_in_luma_samples");
        int[] crop = in.flag() ? readWindow() : new int[2];
        if (width <= crop[0] || height <= crop[1]) {
            throw in.malformed("the conformance window leaves nothing of " + width + " x " + height + " pixels");
        }
        int depthLuma = 8 + in.golombUpTo(7, "bit_depth_luma_minus8");
        int depthChroma = 8 + in.golombUpTo(7, "bit_depth_chroma_minus8");
        int orderCountBits = 4 + in.golombUpTo(12, "log2_max_pic_order_cnt_lsb_minus4");
        int reorder = readReorder(subLayers);
        return new H265Sps(
                id,
                profile,
                subLayers,
                nested,
                chromaFormat,
                depthLuma,
                depthChroma,
                width - crop[0],
                height - crop[1],
                reorder,
                H265Timing.framesPerSecond(in, orderCountBits));
    }

    private void readChroma() throws MalformedMediaException {
        chromaFormat = in.golombUpTo(3, "chroma_format_idc");
        if (chromaFormat == CHROMA_4_4_4) {
            separatePlanes = in.flag();
        }
    }

    /// What the conformance window takes off width and height, in pixels.
    private int[] readWindow() throws MalformedMediaException {
        int left = in.golombUpTo(SIDE_PIXELS_MAX, "conf_win_left_offset");
        int right = in.golombUpTo(SIDE_PIXELS_MAX, "conf_win_right_offset");
        int top = in.golombUpTo(SIDE_PIXELS_MAX, "conf_win_top_offset");
        int bottom = in.golombUpTo(SIDE_PIXELS_MAX, "conf_win_bottom_offset");
        int planes = separatePlanes ? 0 : chromaFormat;
        int unitX = planes == 1 || planes == 2 ? 2 : 1;
        int unitY = planes == 1 ? 2 : 1;
        return new int[] {(left + right) * unitX, (top + bottom) * unitY};
    }

    /// sps_max_num_reorder_pics of the highest sub-layer.
    private int readReorder(int subLayers) throws MalformedMediaException {
        int count = in.flag() ? subLayers : 1;
        int reorder = 0;
        for (int i = 0; i < count; i++) {
            in.golombUpTo(15, "sps_max_dec_pic_buffering_minus1");
            reorder = in.golombUpTo(15, "sps_max_num_reorder_pics");
            in.unsignedGolomb(); // sps_max_latency_increase_plus1
        }
        return reorder;
    }
}
