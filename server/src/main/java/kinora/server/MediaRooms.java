package kinora.server;

import java.util.List;
import kinora.api.media.StreamingMedia;
import kinora.http.Call;
import kinora.http.Exchange;
import kinora.ingest.PutMedia;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.read.live.StartSelector;

/// Connects the API to the rooms that carry media.
record MediaRooms(PutMedia putMedia) implements StreamingMedia {
    @Override
    public void put(Exchange exchange, Stream stream) {
        putMedia.accept(exchange, stream);
    }

    @Override
    public void get(Call call, Stream stream, StartSelector from) {
        throw notBuilt("GetMedia");
    }

    @Override
    public void getFragments(Call call, Stream stream, List<FragmentNumber> numbers) {
        throw notBuilt("GetMediaForFragmentList");
    }

    private static ApiException notBuilt(String operation) {
        return new ApiException(ApiError.NOT_IMPLEMENTED, operation + " is not built yet.");
    }
}
