package kinora.api.archivedmedia;

import java.util.ArrayList;
import java.util.List;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Streams;
import kinora.api.call.Text;
import kinora.api.media.StreamingMedia;
import kinora.http.Call;
import kinora.model.ApiException;
import kinora.model.FragmentNumber;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.store.Archive;
import org.jspecify.annotations.Nullable;

/// GetMediaForFragmentList: refuses numbers that are not of this stream, then hands over.
public final class GetMediaForFragmentListCall implements ApiOperation.Serving {
    private static final int FRAGMENTS_MAX = (int) Limit.FRAGMENT_LIST_FRAGMENTS.in(LimitsMode.AWS);
    private static final int NAMED_MAX = 10;

    private final Streams streams;
    private final Archive archive;
    private final StreamingMedia media;

    public GetMediaForFragmentListCall(Streams streams, Archive archive, StreamingMedia media) {
        this.streams = streams;
        this.archive = archive;
        this.media = media;
    }

    @Override
    public void serve(ApiCall call, Call http) throws Exception {
        List<String> texts = call.members().requiredTexts("Fragments", FRAGMENTS_MAX, Text.FRAGMENT_NUMBER);
        Stream stream = streams.required(call);
        List<FragmentNumber> numbers = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String text : texts) {
            FragmentNumber number = parse(text);
            if (number == null || archive.find(stream, number) == null) {
                invalid.add(text);
            } else {
                numbers.add(number);
            }
        }
        refuse(invalid);
        media.getFragments(http, stream, numbers);
    }

    private static @Nullable FragmentNumber parse(String text) {
        try {
            return FragmentNumber.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void refuse(List<String> invalid) {
        if (!invalid.isEmpty()) {
            List<String> named = invalid.subList(0, Math.min(NAMED_MAX, invalid.size()));
            throw ApiException.invalidArgument("Fragment numbers are invalid : " + String.join(", ", named));
        }
    }
}
