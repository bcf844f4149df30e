package kinora.formats.codec.h265;

import kinora.formats.MalformedMediaException;
import kinora.formats.bits.BitReader;
import kinora.formats.bits.ByteSink;

/// profile_tier_level, ITU-T H.265 section 7.3.3, of the whole stream.
///
/// @param constraints the 48 bits of constraint flags
public record ProfileTierLevel(
        int profileSpace, boolean highTier, int profile, long compatibility, long constraints, int level) {
    private static final int CONSTRAINT_BYTES = 6;

    /// Reads past those of the sub-layers too.
    static ProfileTierLevel read(BitReader in, int subLayers) throws MalformedMediaException {
        int space = in.u(2);
        boolean highTier = in.flag();
        int profile = in.u(5);
        long compatibility = in.bits(32);
        long constraints = in.bits(24) << 24 | in.bits(24);
        int level = in.u(8);
        skipSubLayers(in, subLayers - 1);
        return new ProfileTierLevel(space, highTier, profile, compatibility, constraints, level);
    }

    private static void skipSubLayers(BitReader in, int below) throws MalformedMediaException {
        if (below == 0) {
            return;
        }
        long skip = 0;
        for (int i = 0; i < below; i++) {
            skip += in.flag() ? 88 : 0; // sub_layer_profile_present_flag
            skip += in.flag() ? 8 : 0; // sub_layer_level_present_flag
        }
        in.skip(2L * (8 - below));
        in.skip(skip);
    }

    /// As parameter sets and hvcC both write it.
    void write(ByteSink out) {
        out.u8(profileSpace << 6 | (highTier ? 0x20 : 0) | profile);
        out.u32(compatibility).bigEndian(constraints, CONSTRAINT_BYTES).u8(level);
    }

    /// ISO/IEC 14496-15 annex E.3, without the sample entry's name.
    String codecs() {
        StringBuilder text = new StringBuilder();
        if (profileSpace > 0) {
            text.append((char) ('A' + profileSpace - 1));
        }
        text.append(profile).append('.');
        text.append(Long.toHexString(Long.reverse(compatibility) >>> 32)).append('.');
        text.append(highTier ? 'H' : 'L').append(level);
        long left = constraints << 16;
        while (left != 0) {
            text.append('.').append(Long.toHexString(left >>> 56));
            left <<= 8;
        }
        return text.toString();
    }
}
