package kinora.formats.digest;

import kinora.formats.MalformedMediaException;

/// Reads a digest's bytes one after the other and refuses to read beyond them.
final class DigestReader {
    private final byte[] bytes;
    private int position;

    DigestReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    int position() {
        return position;
    }

    int bytesLeft() {
        return bytes.length - position;
    }

    int u8() throws MalformedMediaException {
        if (position == bytes.length) {
            throw malformed("the digest is cut off");
        }
        return bytes[position++] & 0xFF;
    }

    long varint() throws MalformedMediaException {
        long value = 0;
        for (int shift = 0; shift < 7 * Varint.BYTES_MAX; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw malformed("a number in the digest is too long");
    }

    int intUpTo(long max, String what) throws MalformedMediaException {
        long value = varint();
        if (value > max) {
            throw malformed(what + " in the digest is " + value + ", more than " + max);
        }
        return (int) value;
    }

    long signed() throws MalformedMediaException {
        return Varint.signed(varint());
    }

    MalformedMediaException malformed(String explanation) {
        return new MalformedMediaException(explanation, position);
    }
}
