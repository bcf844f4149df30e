package kinora.playback.images;

import kinora.playback.remux.TrackFrames;

/// The frame that is seen at a time, and where decoding must begin for it.
///
/// @param index the frame's place in order of arrival
/// @param keyIndex the key frame before it
record Wanted(int index, int keyIndex) {
    /// The frame shown at that time, the first one where it is shown later; null where no key frame leads to any.
    ///
    /// @param timeMs counted from the fragment's start
    static @org.jspecify.annotations.Nullable Wanted at(TrackFrames frames, long timeMs) {
        int shown = shownAt(frames, timeMs);
        for (int i = shown; i >= 0; i--) {
            if (frames.isKey(i)) {
                return new Wanted(shown, i);
            }
        }
        // The fragment begins without a key frame: what can be seen begins with the first one.
        int key = frames.firstKey();
        return key < 0 ? null : new Wanted(key, key);
    }

    private static int shownAt(TrackFrames frames, long timeMs) {
        int latest = -1;
        int first = 0;
        for (int i = 0; i < frames.count(); i++) {
            if (frames.timeMs(i) <= timeMs && (latest < 0 || frames.timeMs(i) >= frames.timeMs(latest))) {
                latest = i;
            }
            if (frames.timeMs(i) < frames.timeMs(first)) {
                first = i;
            }
        }
        return latest >= 0 ? latest : first;
    }
}
