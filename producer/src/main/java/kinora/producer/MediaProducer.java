package kinora.producer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import kinora.formats.mkv.Track;
import org.jspecify.annotations.Nullable;

/// A PutMedia session that takes frames: [FragmentWriter] over [PutMediaConnection], one HTTP chunk a frame.
/// Used by one thread at a time; [#close] may come from any other.
public final class MediaProducer implements AutoCloseable {
    private final PutMediaConnection connection;
    private final FragmentWriter fragments;

    private MediaProducer(PutMediaConnection connection, FragmentWriter fragments) {
        this.connection = connection;
        this.fragments = fragments;
    }

    /// Connects; [PutMediaException] says why the server refused.
    public static MediaProducer open(PutMediaRequest request, List<Track> tracks, AckListener listener)
            throws IOException {
        if (tracks.isEmpty()) {
            throw new IllegalArgumentException("no tracks");
        }
        long originMs = request.timecodeType() == TimecodeType.RELATIVE ? request.producerStartTimestampMs() : 0;
        PutMediaConnection connection = PutMediaConnection.open(request, listener);
        return new MediaProducer(connection, new FragmentWriter(tracks, originMs, connection::write));
    }

    /// See [FragmentWriter#write] and [PutMediaConnection#write].
    public boolean write(MediaFrame frame) throws IOException {
        return fragments.write(frame);
    }

    public void tag(String name, String value) {
        fragments.tag(name, value);
    }

    public void endFragment() throws IOException {
        fragments.endFragment();
    }

    public Ack.@Nullable Failed lastFailure() {
        return connection.lastFailure();
    }

    /// Ends the last fragment and the session, and waits for the server's last acknowledgement.
    public void finish(Duration timeout) throws IOException {
        fragments.endFragment();
        connection.finish(timeout);
    }

    /// Ends the session at once; the fragment under way is lost.
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
