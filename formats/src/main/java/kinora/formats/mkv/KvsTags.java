package kinora.formats.mkv;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import kinora.formats.bits.ByteSink;
import kinora.formats.ebml.Vint;

/// The Tags that the service itself puts around a fragment, byte for byte as Kinesis Video writes them.
///
/// ```
/// 1254C367 10xxxxxx Tags
///   7373 10xxxxxx Tag                    no Targets
///     67C8 10xxxxxx SimpleTag { 45A3 10xxxxxx TagName, 4487 10xxxxxx TagString }  …
/// ```
/// Every size field has 4 bytes.
public final class KvsTags {
    /// In front of all names that belong to the service.
    public static final String RESERVED_PREFIX = "AWS_KINESISVIDEO_";

    public static final String FRAGMENT_NUMBER = RESERVED_PREFIX + "FRAGMENT_NUMBER";
    public static final String SERVER_TIMESTAMP = RESERVED_PREFIX + "SERVER_TIMESTAMP";
    public static final String PRODUCER_TIMESTAMP = RESERVED_PREFIX + "PRODUCER_TIMESTAMP";
    public static final String MILLIS_BEHIND_NOW = RESERVED_PREFIX + "MILLIS_BEHIND_NOW";
    public static final String CONTINUATION_TOKEN = RESERVED_PREFIX + "CONTINUATION_TOKEN";
    public static final String ERROR_ID = RESERVED_PREFIX + "ERROR_ID";
    public static final String ERROR_CODE = RESERVED_PREFIX + "ERROR_CODE";

    /// A producer's word that its fragment is whole, though no other Cluster follows.
    public static final String END_OF_FRAGMENT = RESERVED_PREFIX + "END_OF_FRAGMENT";

    private static final int SIZE_BYTES = 4;

    private KvsTags() {}

    /// Writes one Tags with one Tag that holds the values in the map's order.
    public static void write(ByteSink out, Map<String, String> values) {
        int tags = begin(out, MatroskaElement.TAGS);
        int tag = begin(out, MatroskaElement.TAG);
        for (Map.Entry<String, String> value : values.entrySet()) {
            int simpleTag = begin(out, MatroskaElement.SIMPLE_TAG);
            text(out, MatroskaElement.TAG_NAME, value.getKey());
            text(out, MatroskaElement.TAG_STRING, value.getValue());
            end(out, simpleTag);
        }
        end(out, tag);
        end(out, tags);
    }

    private static void text(ByteSink out, MatroskaElement element, String value) {
        int start = begin(out, element);
        out.bytes(value.getBytes(StandardCharsets.UTF_8));
        end(out, start);
    }

    private static int begin(ByteSink out, MatroskaElement element) {
        Vint.writeId(out, element.id());
        out.zeros(SIZE_BYTES);
        return out.length();
    }

    private static void end(ByteSink out, int start) {
        int size = out.length() - start;
        out.setBigEndian(start - SIZE_BYTES, 1L << (7 * SIZE_BYTES) | size, SIZE_BYTES);
    }
}
