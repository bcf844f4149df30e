package kinora.formats.mkv;

import java.util.List;
import java.util.stream.Stream;
import kinora.formats.bits.Bytes;
import org.jspecify.annotations.Nullable;

/// One Tags element, in the order in which it was written.
public record Tags(List<Tag> tags) {
    public Tags {
        tags = List.copyOf(tags);
    }

    /// Tags with one Tag that has no Targets, as Kinesis Video and its producers write them.
    public static Tags of(SimpleTag... simpleTags) {
        return new Tags(List.of(new Tag(null, List.of(simpleTags))));
    }

    /// Every SimpleTag directly below a Tag; nested ones qualify their parent and are not met here.
    public Stream<SimpleTag> simpleTags() {
        return tags.stream().flatMap(tag -> tag.simpleTags().stream());
    }

    public boolean hasName(String name) {
        return simpleTags().anyMatch(tag -> tag.name().equals(name));
    }

    /// One Tag: what it speaks of, and what it says.
    public record Tag(@Nullable Targets targets, List<SimpleTag> simpleTags) {
        public Tag {
            simpleTags = List.copyOf(simpleTags);
        }
    }

    /// What a Tag speaks of; no track UIDs means the whole Segment.
    public record Targets(int typeValue, @Nullable String type, List<Long> trackUids) {
        public Targets {
            trackUids = List.copyOf(trackUids);
        }
    }

    /// A name with a text or binary value; without either `text` is empty.
    public record SimpleTag(
            String name, String text, @Nullable Bytes binary, List<SimpleTag> nested) {
        public SimpleTag {
            nested = List.copyOf(nested);
        }

        public SimpleTag(String name, String text) {
            this(name, text, null, List.of());
        }
    }
}
