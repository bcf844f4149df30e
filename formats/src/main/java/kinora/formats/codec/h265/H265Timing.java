package kinora.formats.codec.h265;

import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;

/// The long way from the middle of a sequence parameter set to the frame rate in its VUI (annex E.2.1).
final class H265Timing {
    private static final int EXTENDED_SAR = 255;

    /// A camera faster than this does not exist; what says so is a wrong tick.
    private static final double FRAMES_PER_SECOND_MAX = 1000;

    private final BitReader in;
    private final int orderCountBits;

    private H265Timing(BitReader in, int orderCountBits) {
        this.in = in;
        this.orderCountBits = orderCountBits;
    }

    /// From log2_min_luma_coding_block_size_minus3 on; 0 where the rate is not said or cannot be reached.
    static double framesPerSecond(BitReader in, int orderCountBits) {
        try {
            H265Timing timing = new H265Timing(in, orderCountBits);
            timing.skipCodingTools();
            timing.skipReferences();
            return in.flag() ? timing.inVui() : 0;
        } catch (MalformedMediaException e) {
            return 0;
        }
    }

    private void skipCodingTools() throws MalformedMediaException {
        skipGolombs(6); // block sizes and transform depths
        boolean scaling = in.flag();
        if (scaling && in.flag()) {
            skipScalingLists();
        }
        in.skip(2); // amp_enabled_flag, sample_adaptive_offset_enabled_flag
        if (in.flag()) {
            in.skip(8); // pcm sample bit depths
            skipGolombs(2);
            in.skip(1); // pcm_loop_filter_disabled_flag
        }
    }

    /// Section 7.3.4.
    private void skipScalingLists() throws MalformedMediaException {
        for (int size = 0; size < 4; size++) {
            for (int matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1) {
                if (in.flag()) {
                    skipGolombs(Math.min(64, 1 << (4 + 2 * size)) + (size > 1 ? 1 : 0));
                } else {
                    skipGolombs(1);
                }
            }
        }
    }

    private void skipReferences() throws MalformedMediaException {
        int sets = in.golombUpTo(64, "num_short_term_ref_pic_sets");
        int pictures = 0;
        for (int i = 0; i < sets; i++) {
            pictures = i > 0 && in.flag() ? skipPredictedSet(pictures) : skipSet();
        }
        if (in.flag()) {
            int longTerm = in.golombUpTo(32, "num_long_term_ref_pics_sps");
            in.skip((long) longTerm * (orderCountBits + 1));
        }
        in.skip(2); // sps_temporal_mvp_enabled_flag, strong_intra_smoothing_enabled_flag
    }

    /// st_ref_pic_set, section 7.3.7; the number of its pictures.
    private int skipSet() throws MalformedMediaException {
        int pictures = in.golombUpTo(16, "num_negative_pics") + in.golombUpTo(16, "num_positive_pics");
        for (int i = 0; i < pictures; i++) {
            in.unsignedGolomb(); // delta_poc_minus1
            in.skip(1); // used_by_curr_pic_flag
        }
        return pictures;
    }

    private int skipPredictedSet(int picturesBefore) throws MalformedMediaException {
        in.skip(1); // delta_rps_sign
        in.unsignedGolomb(); // abs_delta_rps_minus1
        int pictures = 0;
        for (int i = 0; i <= picturesBefore; i++) {
            boolean used = in.flag();
            pictures += used || in.flag() ? 1 : 0; // use_delta_flag
        }
        if (pictures > 32) {
            throw in.malformed("a reference set of " + pictures + " pictures");
        }
        return pictures;
    }

    private double inVui() throws MalformedMediaException {
        if (in.flag() && in.u(8) == EXTENDED_SAR) {
            in.skip(32);
        }
        if (in.flag()) {
            in.skip(1); // overscan_appropriate_flag
        }
        if (in.flag()) {
            in.skip(4); // video_format, video_full_range_flag
            in.skip(in.flag() ? 24 : 0); // colour_primaries, transfer_characteristics, matrix_coeffs
        }
        if (in.flag()) {
            skipGolombs(2); // chroma sample location
        }
        in.skip(3); // neutral_chroma_indication_flag, field_seq_flag, frame_field_info_present_flag
        if (in.flag()) {
            skipGolombs(4); // default display window
        }
        return in.flag() ? rate(in.bits(32), in.bits(32)) : 0;
    }

    private static double rate(long unitsInTick, long timeScale) {
        double rate = unitsInTick == 0 ? 0 : (double) timeScale / unitsInTick;
        return rate <= FRAMES_PER_SECOND_MAX ? rate : 0;
    }

    private void skipGolombs(int count) throws MalformedMediaException {
        for (int i = 0; i < count; i++) {
            in.unsignedGolomb();
        }
    }
}
