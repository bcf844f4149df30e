package kinora.testing.browser;

import java.util.OptionalLong;

/// One picture that the browser put on the screen.
///
/// @param shownMs wall clock of this machine
/// @param burntInMs the time burnt into the picture, or -1 if it shows none
/// @param mediaTimeMs its place on the player's timeline
public record ShownFrame(long shownMs, long burntInMs, long mediaTimeMs) {
    static final long NO_CLOCK = -1;

    /// How long ago the camera took it, if it says when that was.
    public OptionalLong latencyMs() {
        return burntInMs == NO_CLOCK ? OptionalLong.empty() : OptionalLong.of(shownMs - burntInMs);
    }
}
