package kinora.playback.remux;

import java.nio.ByteBuffer;
import kinora.model.Stream;
import kinora.store.Archive;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentRecord;
import kinora.store.FragmentView;
import kinora.store.FragmentView.Read;
import kinora.store.StoreException;
import org.jspecify.annotations.Nullable;

/// A stored fragment in memory: where its frames lie, and its bytes, read once for all its tracks.
public final class FragmentMedia {
    private final FragmentRecord record;
    private final FragmentFrames frames;
    private final byte[] payload;

    private FragmentMedia(FragmentRecord record, FragmentFrames frames, byte[] payload) {
        this.record = record;
        this.frames = frames;
        this.payload = payload;
    }

    /// Reads the fragment whole. It may have hundreds of megabytes: see [Segments#read], which bounds how many at once.
    static FragmentMedia read(Archive archive, Stream stream, FragmentRecord record)
            throws StoreException, InterruptedException {
        FragmentFrames frames = FragmentFrames.of(record);
        byte[] payload = new byte[Math.toIntExact(record.info().sizeBytes())];
        int length = 0;
        try (FragmentView view = archive.open(stream, record.info())) {
            Read read = view.read(0);
            while (read instanceof Read.Bytes bytes && length + bytes.length() <= payload.length) {
                System.arraycopy(bytes.bytes(), bytes.offset(), payload, length, bytes.length());
                length += bytes.length();
                bytes.release().run();
                read = view.read(0);
            }
            if (length < payload.length || !(read instanceof Read.End)) {
                throw new CorruptFragmentException(
                        "fragment " + record.info().number() + " has not the size that its record says");
            }
        }
        return new FragmentMedia(record, frames, payload);
    }

    public FragmentRecord record() {
        return record;
    }

    public FragmentFrames frames() {
        return frames;
    }

    /// The fragment's bytes themselves: they must not be changed.
    public byte[] payload() {
        return payload;
    }

    /// All samples of one of its tracks. Throws [kinora.model.ApiException] where a frame cannot be repaired.
    public TrackSamples samples(PlayableTrack track) {
        return TrackSamples.of(track, record.info().producerTimestampMs(), frames.track(track.index()), payload);
    }

    /// The first key frame of a track, by its index in the header, else its first frame; null where it has none.
    public @Nullable ByteBuffer firstFrame(int trackIndex) {
        TrackFrames track = frames.track(trackIndex);
        if (track.count() == 0) {
            return null;
        }
        int first = Math.max(0, track.firstKey());
        return ByteBuffer.wrap(payload, (int) track.offsetBytes(first), track.sizeBytes(first))
                .slice()
                .asReadOnlyBuffer();
    }
}
