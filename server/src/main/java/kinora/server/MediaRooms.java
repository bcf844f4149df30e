package kinora.server;

import java.io.IOException;
import java.util.List;
import kinora.api.media.StreamingMedia;
import kinora.http.Call;
import kinora.http.Exchange;
import kinora.ingest.PutMedia;
import kinora.model.FragmentNumber;
import kinora.model.Stream;
import kinora.read.archive.FragmentListMedia;
import kinora.read.live.GetMedia;
import kinora.read.live.StartSelector;

/// Connects the API to the rooms that carry media.
record MediaRooms(PutMedia putMedia, GetMedia getMedia, FragmentListMedia fragmentList) implements StreamingMedia {
    @Override
    public void put(Exchange exchange, Stream stream) {
        putMedia.accept(exchange, stream);
    }

    @Override
    public void get(Call call, Stream stream, StartSelector from) throws IOException, InterruptedException {
        getMedia.serve(call, stream, from);
    }

    @Override
    public void getFragments(Call call, Stream stream, List<FragmentNumber> numbers)
            throws IOException, InterruptedException {
        fragmentList.serve(call, stream, numbers);
    }
}
