package kinora.store.journal;

import java.security.SecureRandom;

/// 128 random bits, new at each use of a file: a record with another id is left over from an earlier use.
record SegmentId(long high, long low) {
    static SegmentId random(SecureRandom random) {
        return new SegmentId(random.nextLong(), random.nextLong());
    }
}
