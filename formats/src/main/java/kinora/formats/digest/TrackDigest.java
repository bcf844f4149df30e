package kinora.formats.digest;

/// One track of a fragment: times are milliseconds after the Cluster's timestamp, of the earliest and the latest
/// frame. Without frames all but the number are 0.
public record TrackDigest(long trackNumber, long firstMs, long lastMs, int frames, long payloadBytes, int keyFrames) {
    public TrackDigest {
        boolean counts = frames >= 0 && keyFrames >= 0 && keyFrames <= frames && payloadBytes >= 0;
        if (trackNumber <= 0 || !counts || lastMs < firstMs) {
            throw new IllegalArgumentException("track " + trackNumber + ", times " + firstMs + " to " + lastMs + " ms, "
                    + frames + " frames, " + payloadBytes + " bytes, " + keyFrames + " key frames");
        }
    }
}
