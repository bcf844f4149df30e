/// HLS (RFC 8216bis): master and media playlists in the shape AWS gives them, and low latency on top.
@NullMarked
package kinora.playback.hls;

import org.jspecify.annotations.NullMarked;
