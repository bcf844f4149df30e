package kinora.formats.mkv;

import java.util.ArrayList;
import java.util.List;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import kinora.formats.ebml.ElementCursor;
import org.jspecify.annotations.Nullable;

/// Reads one Tags element, once it is whole in memory.
final class TagsReader {
    private static final int TARGET_TYPE_VALUE_DEFAULT = 50;

    private final MkvLimits limits;
    private int objects;

    TagsReader(MkvLimits limits) {
        this.limits = limits;
    }

    Tags read(ElementCursor at) throws MalformedMediaException {
        List<Tags.Tag> tags = new ArrayList<>();
        while (at.next()) {
            if (HeaderMasters.known(at.id()) == MatroskaElement.TAG) {
                count(at);
                tags.add(tag(at.children()));
            }
        }
        return new Tags(tags);
    }

    /// One count for Tags, SimpleTags and targets: seven bytes of input must not buy objects without end.
    private void count(ElementCursor at) throws MalformedMediaException {
        objects++;
        if (objects > limits.simpleTagsMax()) {
            throw at.malformed("more than " + limits.simpleTagsMax() + " tags in one Tags element");
        }
    }

    private Tags.Tag tag(ElementCursor at) throws MalformedMediaException {
        Tags.@Nullable Targets targets = null;
        List<Tags.SimpleTag> simpleTags = new ArrayList<>();
        while (at.next()) {
            switch (HeaderMasters.known(at.id())) {
                case TARGETS -> targets = targets(at.children());
                case SIMPLE_TAG -> simpleTags.add(simpleTag(at));
                default -> {} // Void, CRC-32
            }
        }
        return new Tags.Tag(targets, simpleTags);
    }

    private Tags.Targets targets(ElementCursor at) throws MalformedMediaException {
        int typeValue = TARGET_TYPE_VALUE_DEFAULT;
        @Nullable String type = null;
        List<Long> trackUids = new ArrayList<>();
        while (at.next()) {
            switch (HeaderMasters.known(at.id())) {
                case TARGET_TYPE_VALUE -> typeValue = at.unsignedInt(TARGET_TYPE_VALUE_DEFAULT);
                case TARGET_TYPE -> type = at.text();
                case TAG_TRACK_UID -> {
                    count(at);
                    trackUids.add(at.bits());
                }
                default -> {} // editions, chapters, attachments
            }
        }
        return new Tags.Targets(typeValue, type, trackUids);
    }

    private Tags.SimpleTag simpleTag(ElementCursor tag) throws MalformedMediaException {
        count(tag);
        ElementCursor at = tag.children();
        String name = "";
        String text = "";
        @Nullable Bytes binary = null;
        List<Tags.SimpleTag> nested = new ArrayList<>();
        while (at.next()) {
            switch (HeaderMasters.known(at.id())) {
                case TAG_NAME -> name = at.text();
                case TAG_STRING -> text = at.text();
                case TAG_BINARY -> binary = at.binary();
                case SIMPLE_TAG -> nested.add(simpleTag(at));
                default -> {} // language, default flag
            }
        }
        return new Tags.SimpleTag(name, text, binary, nested);
    }
}
