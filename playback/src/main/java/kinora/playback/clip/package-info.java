/// Clips: a span of a stream as one MP4 file, computed while it is sent.
@NullMarked
package kinora.playback.clip;

import org.jspecify.annotations.NullMarked;
