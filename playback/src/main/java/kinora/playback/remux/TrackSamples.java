package kinora.playback.remux;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.codec.FrameRepair;
import kinora.formats.mp4.MovieFragment;
import kinora.formats.mp4.SampleTable;
import kinora.formats.mpegts.TsTrack;
import kinora.model.ApiError;
import kinora.model.ApiException;

/// Samples of one track of a fragment, repaired where they need it. `bytes` holds them in decode order without gaps.
public record TrackSamples(PlayableTrack track, SampleTable table, byte[] bytes) {
    /// All samples of a fragment. Throws [ApiException] INVALID_MEDIA_FRAME where a frame cannot be repaired.
    ///
    /// @param startMs the fragment's producer timestamp
    /// @param payload the fragment's bytes
    public static TrackSamples of(PlayableTrack track, long startMs, TrackFrames frames, byte[] payload) {
        return of(track, startMs, frames, payload, 0, frames.count());
    }

    /// Samples `from` to `to` (exclusive): of an open fragment no further than [PlayableTrack#settled]. Joined, the
    /// parts of a fragment are the whole one.
    public static TrackSamples of(
            PlayableTrack track, long startMs, TrackFrames frames, byte[] payload, int from, int to) {
        FrameRepair repair = track.repair();
        if (repair.changesNothing()) {
            return unchanged(track, track.table(startMs, frames, from, to), frames, payload, from);
        }
        Repaired repaired = new Repaired(track, repair, frames, payload);
        SampleTable table = track.table(startMs, frames, from, to, repaired);
        return new TrackSamples(track, table, repaired.out.toByteArray());
    }

    private static TrackSamples unchanged(
            PlayableTrack track, SampleTable table, TrackFrames frames, byte[] payload, int from) {
        byte[] bytes = new byte[Math.toIntExact(table.payloadBytes())];
        int position = 0;
        for (int i = 0; i < table.count(); i++) {
            int sizeBytes = table.sizeBytes(i);
            System.arraycopy(payload, (int) frames.offsetBytes(from + i), bytes, position, sizeBytes);
            position += sizeBytes;
        }
        return new TrackSamples(track, table, bytes);
    }

    /// Repairs frame after frame and says how large each has become.
    private static final class Repaired implements PlayableTrack.SampleSizes {
        final ByteSink out = new ByteSink();
        private final PlayableTrack track;
        private final FrameRepair repair;
        private final TrackFrames frames;
        private final ByteBuffer payload;

        Repaired(PlayableTrack track, FrameRepair repair, TrackFrames frames, byte[] payload) {
            this.track = track;
            this.repair = repair;
            this.frames = frames;
            this.payload = ByteBuffer.wrap(payload).asReadOnlyBuffer();
        }

        @Override
        public int sizeBytes(int index, long decodeTime) {
            int before = out.length();
            ByteBuffer frame = payload.slice((int) frames.offsetBytes(index), frames.sizeBytes(index));
            try {
                repair.append(frame, decodeTime, out);
            } catch (MalformedMediaException e) {
                throw new ApiException(
                        ApiError.INVALID_MEDIA_FRAME,
                        "Invalid media frame in fragment for track "
                                + track.source().number() + ": frame " + index + ": " + e.getMessage() + ".");
            }
            return out.length() - before;
        }
    }

    TsTrack transportStreamTrack() {
        return new TsTrack(track.format(), track.timescale(), table, bytes);
    }

    /// The samples as one movie fragment: `moof` and `mdat`.
    public byte[] movieFragment(long sequenceNumber) {
        byte[] head = MovieFragment.write(sequenceNumber, track.number(), table);
        byte[] segment = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, segment, 0, head.length);
        System.arraycopy(bytes, 0, segment, head.length, bytes.length);
        return segment;
    }
}
