package kinora.formats.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.IntConsumer;

/// MP4 as text that one can read: a line a box, tables column by column. Written against the standard, not the writer.
final class Mp4Dump {
    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf");

    private final ByteBuffer in;
    private final StringBuilder text = new StringBuilder();

    private Mp4Dump(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    /// A last box that is cut off, as `mdat` behind a written head, is named with the size that it claims.
    static String of(byte[] bytes) {
        Mp4Dump dump = new Mp4Dump(bytes);
        dump.boxes(bytes.length, "");
        return dump.text.toString();
    }

    private void boxes(int end, String indent) {
        while (in.position() < end) {
            int start = in.position();
            long size = Integer.toUnsignedLong(in.getInt());
            String type = fourCc();
            if (size == 1) {
                size = in.getLong();
            }
            text.append(indent).append(type).append(' ').append(size);
            int boxEnd = (int) Math.min(end, start + size);
            content(type, boxEnd, indent + "  ");
            if (in.position() != boxEnd && !type.equals("mdat")) {
                throw new IllegalStateException(type + " has " + (boxEnd - in.position()) + " bytes too many");
            }
            in.position(boxEnd);
        }
    }

    private void content(String type, int end, String indent) {
        if (CONTAINERS.contains(type)) {
            text.append('\n');
            boxes(end, indent);
            return;
        }
        switch (type) {
            case "mdat" -> {}
            case "ftyp" -> brands(end);
            case "avc1", "hvc1" -> entry(end, 78, indent);
            case "mp4a", "fLaC", "alaw", "ulaw" -> entry(end, 28, indent);
            case "avcC", "hvcC", "esds", "dfLa" -> say(hex(end));
            default -> fullBox(type, end, indent);
        }
        text.append('\n');
    }

    private void brands(int end) {
        say(fourCc());
        say(u32());
        while (in.position() < end) {
            say(fourCc());
        }
    }

    /// Sample entries: fixed fields, then boxes.
    private void entry(int end, int fixedBytes, String indent) {
        say(hex(in.position() + fixedBytes));
        text.append('\n');
        boxes(end, indent);
        text.setLength(text.length() - 1);
    }

    private void fullBox(String type, int end, String indent) {
        int version = in.get();
        int flags = (u8() << 16) | (in.getShort() & 0xFFFF);
        say("v" + version);
        say(Integer.toHexString(flags));
        switch (type) {
            case "stsd" -> {
                say(u32());
                text.append('\n');
                boxes(end, indent);
                text.setLength(text.length() - 1);
            }
            case "dref" -> {
                say(u32());
                text.append('\n');
                boxes(end, indent);
                text.setLength(text.length() - 1);
            }
            case "stts" -> pairs(false);
            case "ctts" -> pairs(version == 1);
            case "stss" -> rows(i -> say(u32()));
            case "co64" -> rows(i -> say(in.getLong()));
            case "stco" -> rows(i -> say(u32()));
            case "stsc" -> rows(i -> say(u32() + ":" + u32() + "*" + u32()));
            case "stsz" -> sizes();
            case "elst" -> rows(i -> say(in.getLong() + "@" + in.getLong() + "x" + in.getInt()));
            case "mfhd" -> say(u32());
            case "tfdt" -> say(version == 1 ? in.getLong() : u32());
            case "tfhd", "trex" -> words(end);
            case "trun" -> trun(flags, version);
            default -> say(hex(end));
        }
    }

    private void words(int end) {
        while (in.position() < end) {
            say(Long.toHexString(u32()));
        }
    }

    private void trun(int flags, int version) {
        long count = u32();
        say("samples=" + count);
        if ((flags & 1) != 0) {
            say("data=" + in.getInt());
        }
        if ((flags & 4) != 0) {
            say("first=" + Long.toHexString(u32()));
        }
        for (int i = 0; i < count; i++) {
            say((flags & 0x100) != 0 ? u32() + "t" : "");
            text.append((flags & 0x200) != 0 ? u32() + "b" : "");
            text.append((flags & 0x400) != 0 ? "/" + Long.toHexString(u32()) : "");
            text.append((flags & 0x800) != 0 ? "/" + (version == 1 ? in.getInt() : u32()) : "");
        }
    }

    private void pairs(boolean signed) {
        rows(i -> say(u32() + "*" + (signed ? in.getInt() : u32())));
    }

    private void sizes() {
        long all = u32();
        if (all == 0) {
            rows(i -> say(u32()));
        } else {
            say(u32() + "*" + all);
        }
    }

    private void rows(IntConsumer row) {
        long count = u32();
        for (int i = 0; i < count; i++) {
            row.accept(i);
        }
    }

    private void say(Object value) {
        text.append(' ').append(value);
    }

    private int u8() {
        return in.get() & 0xFF;
    }

    private long u32() {
        return Integer.toUnsignedLong(in.getInt());
    }

    private String fourCc() {
        byte[] bytes = new byte[4];
        in.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /// Zeros are counted, not shown.
    private String hex(int end) {
        StringBuilder hex = new StringBuilder();
        while (in.position() < end) {
            int zeros = 0;
            while (in.position() + zeros < end && in.get(in.position() + zeros) == 0) {
                zeros++;
            }
            hex.append(zeros > 3 ? "[" + zeros + "]" : "00".repeat(zeros));
            in.position(in.position() + zeros);
            if (in.position() < end) {
                hex.append(HexFormat.of().toHexDigits(in.get()));
            }
        }
        return hex.toString();
    }
}
