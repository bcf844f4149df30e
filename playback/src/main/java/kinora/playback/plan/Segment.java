package kinora.playback.plan;

import kinora.store.FragmentInfo;

/// One fragment as a playlist shows it.
///
/// @param durationMs to the next fragment's start where they join, else to the end of its last frame
/// @param broken whether a discontinuity lies before it
/// @param map the number of its initialization segment, counted from 0 in the session
public record Segment(FragmentInfo fragment, long durationMs, boolean broken, int map) {}
