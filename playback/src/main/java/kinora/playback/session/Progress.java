package kinora.playback.session;

import java.nio.ByteBuffer;
import kinora.store.FragmentInfo;

/// How far a session's playlist has come: what a player counts by must go on after a restart.
///
/// @param baseOrdinal the fragment that has media sequence number 0; -1 before the first playlist
/// @param ordinal the fragment at which the other counts hold, `sequence` its number's
/// @param discontinuities how many discontinuities lie between the base and that fragment, `broken` if one lies right
///   before it
/// @param map the number of the initialization segment that fragment uses
/// @param headerId the track header that number stands for
/// @param elapsedMs media from the base to that fragment: the clock of a replay
/// @param targetDurationS what the playlist promised; it never falls
public record Progress(
        long baseOrdinal,
        long ordinal,
        long sequence,
        long discontinuities,
        boolean broken,
        int map,
        long headerId,
        long elapsedMs,
        int targetDurationS) {
    public static final Progress NONE = new Progress(-1, -1, -1, 0, false, 0, 0, 0, 0);

    private static final int BYTES = 2 + 6 * Long.BYTES + 2 * Integer.BYTES;
    private static final byte VERSION = 1;

    public boolean hasBegun() {
        return baseOrdinal >= 0;
    }

    /// The place of a session that begins with `first`.
    public static Progress at(FragmentInfo first, boolean broken) {
        long ordinal = first.ordinal();
        long sequence = first.number().sequence();
        return new Progress(ordinal, ordinal, sequence, broken ? 1 : 0, broken, 0, first.headerId(), 0, 0);
    }

    /// One fragment further, which came `afterMs` later.
    public Progress movedTo(FragmentInfo fragment, boolean nowBroken, boolean newMap, long afterMs) {
        return new Progress(
                baseOrdinal,
                fragment.ordinal(),
                fragment.number().sequence(),
                discontinuities + (nowBroken ? 1 : 0),
                nowBroken,
                map + (newMap ? 1 : 0),
                fragment.headerId(),
                elapsedMs + afterMs,
                targetDurationS);
    }

    public Progress withTargetDurationS(int seconds) {
        return new Progress(baseOrdinal, ordinal, sequence, discontinuities, broken, map, headerId, elapsedMs, seconds);
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(baseOrdinal)
                .putLong(ordinal)
                .putLong(sequence)
                .putLong(discontinuities)
                .put((byte) (broken ? 1 : 0))
                .putInt(map)
                .putLong(headerId)
                .putLong(elapsedMs)
                .putInt(targetDurationS)
                .array();
    }

    public static Progress read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || in.get() != VERSION) {
            return NONE;
        }
        return new Progress(
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.get() != 0,
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getInt());
    }
}
