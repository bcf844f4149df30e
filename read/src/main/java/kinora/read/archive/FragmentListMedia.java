package kinora.read.archive;

import java.io.IOException;
import java.util.List;
import kinora.http.Call;
import kinora.http.Headers;
import kinora.http.ResponseStream;
import kinora.model.FragmentNumber;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Stream;
import kinora.read.ReadSettings;
import kinora.read.Readers;
import kinora.store.Archive;

/// GetMediaForFragmentList: the fragments asked for, in the order in which they were asked for. Plain blocking code.
public final class FragmentListMedia {
    private final Archive archive;
    private final ReadSettings settings;
    private final Readers readers;

    public FragmentListMedia(Archive archive, ReadSettings settings) {
        this.archive = archive;
        this.settings = settings;
        LimitsMode mode = settings.limits();
        this.readers = new Readers(
                "GetMediaForFragmentList",
                Limit.FRAGMENT_LIST_CONNECTIONS.intIn(mode),
                Limit.GET_MEDIA_CALLS_PER_SECOND.in(mode));
    }

    /// Throws [kinora.model.ApiException] as long as nothing is answered. A fragment that cannot be read is named in
    /// the stream, and the others follow.
    public void serve(Call call, Stream stream, List<FragmentNumber> numbers) throws IOException, InterruptedException {
        readers.enter(stream, settings.nanoTime().getAsLong());
        try {
            ResponseStream out = call.stream(200, Headers.of("Content-Type", "video/webm"));
            ListWriter writer = new ListWriter(archive, settings, stream, out);
            for (FragmentNumber number : numbers) {
                writer.send(number);
            }
            out.finish();
        } finally {
            readers.leave(stream);
        }
    }
}
