/// Playback: what a browser or player shows of a stream, computed from its index, its digests and its stored bytes.
@NullMarked
package kinora.playback;

import org.jspecify.annotations.NullMarked;
