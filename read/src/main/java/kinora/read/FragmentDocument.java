package kinora.read;

import java.util.LinkedHashMap;
import java.util.Map;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.KvsTags;
import kinora.formats.mkv.MkvWriter;
import kinora.model.FragmentNumber;
import kinora.store.FragmentView;
import kinora.store.TrackHeader;
import org.jspecify.annotations.Nullable;

/// The Matroska document that a fragment becomes on its way out: the producer's header as it came, the service's tags,
/// the payload as it came, and for live readers a last word behind it.
public final class FragmentDocument {
    private static final long MS_PER_S = 1_000;
    private static final String SERVER_SIDE_TIMESTAMP = KvsTags.RESERVED_PREFIX + "SERVER_SIDE_TIMESTAMP";
    private static final String PRODUCER_SIDE_TIMESTAMP = KvsTags.RESERVED_PREFIX + "PRODUCER_SIDE_TIMESTAMP";
    private static final String EXCEPTION_ERROR_CODE = KvsTags.RESERVED_PREFIX + "EXCEPTION_ERROR_CODE";
    private static final String EXCEPTION_MESSAGE = KvsTags.RESERVED_PREFIX + "EXCEPTION_MESSAGE";

    private FragmentDocument() {}

    /// All that stands before the payload in GetMedia.
    public static byte[] beginning(FragmentView fragment) {
        return document(fragment.header(), origin(fragment));
    }

    /// All that stands before the payload in GetMediaForFragmentList, whose documentation names the timestamps
    /// otherwise than its clients do: both are there.
    public static byte[] listBeginning(FragmentView fragment) {
        Map<String, String> tags = origin(fragment);
        tags.put(SERVER_SIDE_TIMESTAMP, seconds(fragment.number().serverTimestampMs()));
        tags.put(PRODUCER_SIDE_TIMESTAMP, seconds(fragment.producerTimestampMs()));
        return document(fragment.header(), tags);
    }

    private static Map<String, String> origin(FragmentView fragment) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(KvsTags.FRAGMENT_NUMBER, fragment.number().toString());
        tags.put(KvsTags.SERVER_TIMESTAMP, seconds(fragment.number().serverTimestampMs()));
        tags.put(KvsTags.PRODUCER_TIMESTAMP, seconds(fragment.producerTimestampMs()));
        return tags;
    }

    /// What stands behind a payload that is complete; a reader takes the fragment for whole when it has seen it.
    public static byte[] ending(FragmentNumber number, long millisBehindNow) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(KvsTags.MILLIS_BEHIND_NOW, Long.toString(millisBehindNow));
        tags.put(KvsTags.CONTINUATION_TOKEN, number.toString());
        return tags(tags);
    }

    /// An error instead of a fragment, or behind a Cluster of unknown size that was cut: then without a header.
    public static byte[] error(@Nullable TrackHeader header, boolean inDocument, ReadError error) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(KvsTags.FRAGMENT_NUMBER, error.number().toString());
        tags.put(KvsTags.ERROR_ID, Integer.toString(error.id()));
        tags.put(KvsTags.ERROR_CODE, error.code());
        return inDocument ? tags(tags) : document(header, tags);
    }

    /// As [#error], in the words of GetMediaForFragmentList.
    public static byte[] exception(@Nullable TrackHeader header, boolean inDocument, ReadError error) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(KvsTags.FRAGMENT_NUMBER, error.number().toString());
        tags.put(EXCEPTION_ERROR_CODE, Integer.toString(error.id()));
        tags.put(EXCEPTION_MESSAGE, error.message());
        return inDocument ? tags(tags) : document(header, tags);
    }

    private static byte[] document(@Nullable TrackHeader header, Map<String, String> tags) {
        ByteSink out = new ByteSink();
        if (header == null) {
            new MkvWriter(out).ebmlHeader(EbmlHeader.MATROSKA).segment();
        } else {
            out.bytes(header.bytes());
        }
        KvsTags.write(out, tags);
        return out.toByteArray();
    }

    private static byte[] tags(Map<String, String> tags) {
        ByteSink out = new ByteSink();
        KvsTags.write(out, tags);
        return out.toByteArray();
    }

    /// Seconds with exactly three decimals, as the parser library's double arithmetic expects them.
    static String seconds(long ms) {
        String fraction = Long.toString(MS_PER_S + Math.floorMod(ms, MS_PER_S)).substring(1);
        return Math.floorDiv(ms, MS_PER_S) + "." + fraction;
    }
}
