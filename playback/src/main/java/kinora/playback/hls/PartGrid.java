package kinora.playback.hls;

/// How many pictures (or packets of sound, where there are no pictures) make a part: about 0.2 s and at most a quarter
/// of a fragment. Chosen so that no crumb is left at a fragment's end: a player that thinks a segment whole but for a
/// few milliseconds may wait for that last part without asking for it.
///
/// @param frames of a part
/// @param targetMs the longest part there will be: a part and a little more
record PartGrid(int frames, long targetMs) {
    private static final double PART_MS = 200;

    /// @param fragmentMs how long a fragment usually is
    /// @param frameMs from one frame to the next
    static PartGrid of(long fragmentMs, double frameMs) {
        int fragmentFrames = (int) Math.max(1, Math.round(fragmentMs / frameMs));
        double wanted = PART_MS / frameMs;
        int most = Math.max(1, fragmentFrames / 4);
        int best = Math.clamp(Math.round(wanted), 1, most);
        double bestMiss = Double.MAX_VALUE;
        for (int frames = (int) Math.max(1, wanted / 2); frames <= Math.min(most, 2 * wanted); frames++) {
            int left = fragmentFrames % frames;
            double miss = Math.abs(frames - wanted);
            if ((left == 0 || 2 * left >= frames) && miss < bestMiss) {
                best = frames;
                bestMiss = miss;
            }
        }
        return new PartGrid(best, (long) Math.ceil(best * frameMs * 1.08));
    }
}
