package kinora.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.Tags;

/// The tags that a producer gave a fragment, and the bytes in which the commit record keeps them.
///
/// ```
/// | version 1 | count | one tag …                                            |
///    u8         u16     name length u16, name, value length u16, value: UTF-8
/// ```
public record FragmentTags(List<FragmentTag> tags) {
    private static final int VERSION = 1;
    private static final byte[] NONE = {};

    /// Name and value; reserved names of Kinesis Video have an empty one.
    public record FragmentTag(String name, String value) {}

    public FragmentTags {
        tags = List.copyOf(tags);
    }

    /// No tags are no bytes: most fragments have none.
    static byte[] encode(List<Tags.SimpleTag> tags) {
        if (tags.isEmpty()) {
            return NONE;
        }
        ByteSink out = new ByteSink().u8(VERSION).u16(tags.size());
        for (Tags.SimpleTag tag : tags) {
            text(out, tag.name());
            text(out, tag.text());
        }
        return out.toByteArray();
    }

    private static void text(ByteSink out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.u16(bytes.length).bytes(bytes);
    }

    public static FragmentTags read(byte[] bytes) throws MalformedMediaException {
        return bytes.length == 0 ? new FragmentTags(List.of()) : new Reader(bytes).read();
    }

    /// Walks the bytes and refuses to read beyond them.
    private static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        FragmentTags read() throws MalformedMediaException {
            int version = unsigned(1);
            if (version != VERSION) {
                throw malformed("tags of version " + version + " are not known");
            }
            int count = unsigned(2);
            List<FragmentTag> tags = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                tags.add(new FragmentTag(text(), text()));
            }
            if (position != bytes.length) {
                throw malformed("bytes follow the last tag");
            }
            return new FragmentTags(tags);
        }

        private String text() throws MalformedMediaException {
            int length = unsigned(2);
            need(length);
            position += length;
            return new String(bytes, position - length, length, StandardCharsets.UTF_8);
        }

        private int unsigned(int count) throws MalformedMediaException {
            need(count);
            int value = 0;
            for (int i = 0; i < count; i++) {
                value = value << 8 | (bytes[position++] & 0xFF);
            }
            return value;
        }

        private void need(int count) throws MalformedMediaException {
            if (count > bytes.length - position) {
                throw malformed("the tags are cut off");
            }
        }

        private MalformedMediaException malformed(String explanation) {
            return new MalformedMediaException(explanation, position);
        }
    }
}
