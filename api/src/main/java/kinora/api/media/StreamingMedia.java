package kinora.api.media;

import java.util.List;
import kinora.http.Call;
import kinora.http.Exchange;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.read.live.StartSelector;

/// Where media goes in and comes out, once a call is authenticated and its stream is found.
public interface StreamingMedia {
    /// Runs on the event loop. Throws [kinora.model.ApiException] to refuse before anything is answered.
    void put(Exchange exchange, Stream stream);

    void get(Call call, Stream stream, StartSelector from) throws Exception;

    void getFragments(Call call, Stream stream, List<FragmentNumber> numbers) throws Exception;
}
