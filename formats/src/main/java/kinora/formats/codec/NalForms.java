package kinora.formats.codec;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.codec.nal.NalCursor;
import kinora.formats.codec.nal.StartCode;
import org.jspecify.annotations.Nullable;

/// How a video track's NAL units are laid out, from its CodecPrivate and its first frame.
final class NalForms {
    private static final int LENGTH_BYTES_DEFAULT = 4;

    private NalForms() {}

    /// The frame is believed before CodecPrivate: producers are known to announce one form and to send the other.
    /// Without a frame, CodecPrivate is believed, and without both, length prefixes of 4 bytes.
    static FrameForm of(NalCodec codec, @Nullable Bytes codecPrivate, @Nullable ByteBuffer firstFrame) {
        int lengthBytes = announcedLengthBytes(codec, codecPrivate);
        if (firstFrame == null || !firstFrame.hasRemaining()) {
            return announcesAnnexB(codecPrivate) ? FrameForm.ANNEX_B : FrameForm.nalLengths(lengthBytes);
        }
        boolean startCode = StartCode.begins(firstFrame);
        if (startCode && (announcesAnnexB(codecPrivate) || !fits(firstFrame, lengthBytes))) {
            return FrameForm.ANNEX_B;
        }
        if (!fits(firstFrame, lengthBytes) && fits(firstFrame, LENGTH_BYTES_DEFAULT)) {
            return FrameForm.nalLengths(LENGTH_BYTES_DEFAULT);
        }
        return FrameForm.nalLengths(lengthBytes);
    }

    static boolean announcesAnnexB(@Nullable Bytes codecPrivate) {
        return codecPrivate != null && StartCode.begins(codecPrivate.asByteBuffer());
    }

    private static int announcedLengthBytes(NalCodec codec, @Nullable Bytes codecPrivate) {
        if (codecPrivate == null || announcesAnnexB(codecPrivate)) {
            return LENGTH_BYTES_DEFAULT;
        }
        try {
            return codec.readRecord(codecPrivate.asByteBuffer()).lengthBytes();
        } catch (MalformedMediaException e) {
            return LENGTH_BYTES_DEFAULT;
        }
    }

    /// Whether lengths of this size lead from unit to unit to the frame's very end, with each unit's forbidden bit 0.
    private static boolean fits(ByteBuffer frame, int lengthBytes) {
        NalCursor units = NalCursor.lengthPrefixed(frame, lengthBytes);
        boolean any = false;
        try {
            while (units.next()) {
                any = true;
                if (units.u8(0) >= 0x80) {
                    return false;
                }
            }
        } catch (MalformedMediaException e) {
            return false;
        }
        return any;
    }

    static NalCursor units(FrameForm form, ByteBuffer frame) {
        return switch (form) {
            case ANNEX_B -> NalCursor.annexB(frame);
            case NAL_LENGTH_1 -> NalCursor.lengthPrefixed(frame, 1);
            case NAL_LENGTH_2 -> NalCursor.lengthPrefixed(frame, 2);
            case NAL_LENGTH_4 -> NalCursor.lengthPrefixed(frame, 4);
            default -> throw new IllegalArgumentException(form + " has no NAL units");
        };
    }
}
