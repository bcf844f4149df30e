package kinora.playback.dash;

/// One moment on two clocks: media time, and the presentation's (since 1970 while it is live, from 0 when recorded).
record Anchor(long mediaMs, long presentationMs) {}
