package kinora.formats.codec.h264;

import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;

/// Video usability information, ITU-T H.264 annex E.1.1: only what it says of time and order.
///
/// @param framesPerSecond 0 where it is not said
/// @param reorderFrames −1 where it is not said
record H264Vui(double framesPerSecond, int reorderFrames) {
    static final H264Vui NONE = new H264Vui(0, -1);

    private static final int EXTENDED_SAR = 255;
    private static final int REORDER_FRAMES_MAX = 16;

    /// A camera faster than this does not exist; what says so is a wrong tick.
    private static final double FRAMES_PER_SECOND_MAX = 1000;

    /// VUI that ends early keeps what it had said: several encoders cut it short.
    static H264Vui read(BitReader in) {
        double framesPerSecond = 0;
        try {
            skipPicture(in);
            framesPerSecond = in.flag() ? framesPerSecond(in) : 0;
            return new H264Vui(framesPerSecond, reorderFrames(in));
        } catch (MalformedMediaException e) {
            return new H264Vui(framesPerSecond, -1);
        }
    }

    private static void skipPicture(BitReader in) throws MalformedMediaException {
        if (in.flag() && in.u(8) == EXTENDED_SAR) {
            in.skip(32);
        }
        if (in.flag()) {
            in.skip(1); // overscan_appropriate_flag
        }
        if (in.flag()) {
            in.skip(4); // video_format, video_full_range_flag
            in.skip(in.flag() ? 24 : 0); // colour_primaries, transfer_characteristics, matrix_coefficients
        }
        if (in.flag()) {
            in.unsignedGolomb(); // chroma_sample_loc_type_top_field
            in.unsignedGolomb(); // chroma_sample_loc_type_bottom_field
        }
    }

    private static double framesPerSecond(BitReader in) throws MalformedMediaException {
        long unitsInTick = in.bits(32);
        long timeScale = in.bits(32);
        in.skip(1); // fixed_frame_rate_flag
        double rate = unitsInTick == 0 ? 0 : timeScale / (2.0 * unitsInTick);
        return rate <= FRAMES_PER_SECOND_MAX ? rate : 0;
    }

    private static int reorderFrames(BitReader in) throws MalformedMediaException {
        boolean nalHrd = skipHrd(in);
        boolean vclHrd = skipHrd(in);
        if (nalHrd || vclHrd) {
            in.skip(1); // low_delay_hrd_flag
        }
        in.skip(1); // pic_struct_present_flag
        if (!in.flag()) {
            return -1;
        }
        in.skip(1); // motion_vectors_over_pic_boundaries_flag
        for (int i = 0; i < 4; i++) {
            in.unsignedGolomb(); // max_bytes_per_pic_denom, max_bits_per_mb_denom, log2_max_mv_length
        }
        return in.golombUpTo(REORDER_FRAMES_MAX, "max_num_reorder_frames");
    }

    /// hrd_parameters, annex E.1.2; whether there were any.
    private static boolean skipHrd(BitReader in) throws MalformedMediaException {
        if (!in.flag()) {
            return false;
        }
        int count = 1 + in.golombUpTo(31, "cpb_cnt_minus1");
        in.skip(8); // bit_rate_scale, cpb_size_scale
        for (int i = 0; i < count; i++) {
            in.unsignedGolomb(); // bit_rate_value_minus1
            in.unsignedGolomb(); // cpb_size_value_minus1
            in.skip(1); // cbr_flag
        }
        in.skip(20);
        return true;
    }
}
