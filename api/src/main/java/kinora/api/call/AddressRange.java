package kinora.api.call;

import java.net.InetAddress;

/// A range of addresses as `10.0.0.0/8`, or one address.
public record AddressRange(InetAddress first, int prefixBits) {
    public AddressRange {
        if (prefixBits < 0 || prefixBits > first.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix of " + prefixBits + " bits");
        }
    }

    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            int all = address.getAddress().length * 8;
            return new AddressRange(address, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither an address nor a range such as 10.0.0.0/8", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((mine[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
