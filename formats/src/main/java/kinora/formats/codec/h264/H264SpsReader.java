package kinora.formats.codec.h264;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;
import kinora.formats.codec.nal.NalPayload;

/// Reads a seq_parameter_set_rbsp, ITU-T H.264 section 7.3.2.1.1, up to what the VUI says of time and order.
final class H264SpsReader {
    /// Level 6.2 has at most 139,264 macroblocks, and a side at most the square root of eight times as many.
    private static final int SIDE_MACROBLOCKS_MAX = 1055;

    private static final int MACROBLOCK_PIXELS = 16;
    private static final int CHROMA_4_2_0 = 1;
    private static final int CHROMA_4_4_4 = 3;
    private static final int PROFILE_BASELINE = 66;

    private final BitReader in;
    private int chromaFormat = CHROMA_4_2_0;
    private boolean separatePlanes;
    private int bitDepthLuma = 8;
    private int bitDepthChroma = 8;
    private int orderCountType;
    private int referenceFrames;
    private int widthMacroblocks;
    private int heightMacroblocks;
    private boolean framesOnly;

    H264SpsReader(ByteBuffer unit) {
        in = NalPayload.reader(unit, H264Nal.HEADER_BYTES);
    }

    H264Sps read() throws MalformedMediaException {
        int profile = in.u(8);
        int constraints = in.u(8);
        int level = in.u(8);
        int id = in.golombUpTo(31, "seq_parameter_set_id");
        if (H264Sps.tellsChroma(profile)) {
            readChroma();
        }
        in.golombUpTo(12, "log2_max_frame_num_minus4");
        readOrderCount();
        referenceFrames = in.golombUpTo(16, "max_num_ref_frames");
        in.skip(1); // gaps_in_frame_num_value_allowed_flag
        readSize();
        int[] crop = in.flag() ? readCrop() : new int[2];
        H264Vui vui = in.flag() ? H264Vui.read(in) : H264Vui.NONE;
        int width = MACROBLOCK_PIXELS * widthMacroblocks - crop[0];
        int height = MACROBLOCK_PIXELS * heightMacroblocks - crop[1];
        if (width <= 0 || height <= 0) {
            throw in.malformed("cropping leaves " + width + " x " + height + " pixels");
        }
        return new H264Sps(
                id,
                profile,
                constraints,
                level,
                chromaFormat,
                bitDepthLuma,
                bitDepthChroma,
                width,
                height,
                !framesOnly,
                vui.reorderFrames() >= 0 ? vui.reorderFrames() : reorderAtMost(profile),
                vui.reorderFrames() >= 0 || reorderAtMost(profile) == 0,
                vui.framesPerSecond());
    }

    private void readChroma() throws MalformedMediaException {
        chromaFormat = in.golombUpTo(3, "chroma_format_idc");
        if (chromaFormat == CHROMA_4_4_4) {
            separatePlanes = in.flag();
        }
        bitDepthLuma = 8 + in.golombUpTo(6, "bit_depth_luma_minus8");
        bitDepthChroma = 8 + in.golombUpTo(6, "bit_depth_chroma_minus8");
        in.skip(1); // qpprime_y_zero_transform_bypass_flag
        if (in.flag()) {
            skipScalingLists();
        }
    }

    private void skipScalingLists() throws MalformedMediaException {
        int lists = chromaFormat == CHROMA_4_4_4 ? 12 : 8;
        for (int i = 0; i < lists; i++) {
            if (in.flag()) {
                skipScalingList(i < 6 ? 16 : 64);
            }
        }
    }

    /// Section 7.3.2.1.1.1: a list ends early where the next scale would be 0.
    private void skipScalingList(int size) throws MalformedMediaException {
        int nextScale = 8;
        for (int i = 0; i < size && nextScale != 0; i++) {
            nextScale = (int) (nextScale + in.signedGolomb()) & 0xFF;
        }
    }

    private void readOrderCount() throws MalformedMediaException {
        orderCountType = in.golombUpTo(2, "pic_order_cnt_type");
        if (orderCountType == 0) {
            in.golombUpTo(12, "log2_max_pic_order_cnt_lsb_minus4");
        } else if (orderCountType == 1) {
            in.skip(1); // delta_pic_order_always_zero_flag
            in.signedGolomb(); // offset_for_non_ref_pic
            in.signedGolomb(); // offset_for_top_to_bottom_field
            int cycle = in.golombUpTo(255, "num_ref_frames_in_pic_order_cnt_cycle");
            for (int i = 0; i < cycle; i++) {
                in.signedGolomb();
            }
        }
    }

    private void readSize() throws MalformedMediaException {
        widthMacroblocks = 1 + in.golombUpTo(SIDE_MACROBLOCKS_MAX, "pic_width_in_mbs_minus1");
        int heightUnits = 1 + in.golombUpTo(SIDE_MACROBLOCKS_MAX, "pic_height_in_map_units_minus1");
        framesOnly = in.flag();
        heightMacroblocks = framesOnly ? heightUnits : 2 * heightUnits;
        if (!framesOnly) {
            in.skip(1); // mb_adaptive_frame_field_flag
        }
        in.skip(1); // direct_8x8_inference_flag
    }

    /// What cropping takes off width and height, in pixels (section 7.4.2.1.1, equations 7-18 to 7-22).
    private int[] readCrop() throws MalformedMediaException {
        int sideMax = MACROBLOCK_PIXELS * 2 * (SIDE_MACROBLOCKS_MAX + 1);
        int left = in.golombUpTo(sideMax, "frame_crop_left_offset");
        int right = in.golombUpTo(sideMax, "frame_crop_right_offset");
        int top = in.golombUpTo(sideMax, "frame_crop_top_offset");
        int bottom = in.golombUpTo(sideMax, "frame_crop_bottom_offset");
        int planes = separatePlanes ? 0 : chromaFormat;
        int unitX = planes == 1 || planes == 2 ? 2 : 1;
        int unitY = (planes == 1 ? 2 : 1) * (framesOnly ? 1 : 2);
        return new int[] {(left + right) * unitX, (top + bottom) * unitY};
    }

    /// Where the VUI is silent, a stream may reorder as far as its buffer goes; but B frames take two references, and
    /// neither Baseline nor order count type 2 knows any reordering.
    private int reorderAtMost(int profile) {
        boolean inOrder = profile == PROFILE_BASELINE || orderCountType == 2 || referenceFrames <= 1;
        return inOrder ? 0 : referenceFrames;
    }
}
