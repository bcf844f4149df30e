package kinora.store.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import kinora.model.FragmentNumber;
import kinora.model.StorageTier;
import kinora.model.Stream;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.FragmentStore;
import kinora.store.FragmentView;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StoreException;
import kinora.store.StreamCatalog.NewStream;
import kinora.store.TrackHeader;

/// Short ways to write and read fragments in tests. A fragment's payload can be made again from its seed.
final class StoreFixture {
    static final TrackHeader HEADER = new TrackHeader("EBML Segment Info Tracks".getBytes(StandardCharsets.US_ASCII));

    private StoreFixture() {}

    static Stream create(FragmentStore store, String name, int retentionHours) throws StoreException {
        return store.streams().create(new NewStream(name, null, null, null, retentionHours, StorageTier.HOT, Map.of()));
    }

    static byte[] payload(long seed, int length) {
        byte[] payload = new byte[length];
        new Random(seed).nextBytes(payload);
        return payload;
    }

    static FragmentNumber write(IngestSession session, long seed, int length) throws StoreException {
        OpenFragment open = session.begin(new FragmentStart(seed, 1_000_000 + seed * 1_000), HEADER);
        byte[] payload = payload(seed, length);
        for (int at = 0; at < length; at += 5_000) {
            open.append(ByteBuffer.wrap(payload, at, Math.min(5_000, length - at)));
            open.publish(open.sizeBytes());
        }
        open.complete(new FragmentEnd(900, 100, 3, 1, length / 2, new byte[] {1}, new byte[] {2, 3}));
        return open.number();
    }

    static byte[] readAll(FragmentView view) throws StoreException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            switch (view.read(2_000)) {
                case FragmentView.Read.Bytes bytes -> {
                    all.write(bytes.bytes(), bytes.offset(), bytes.length());
                    bytes.release().run();
                }
                case FragmentView.Read.End() -> {
                    return all.toByteArray();
                }
                case FragmentView.Read.GivenUp() -> throw new AssertionError("given up");
                case FragmentView.Read.TimedOut() -> throw new AssertionError("timed out");
            }
        }
    }
}
