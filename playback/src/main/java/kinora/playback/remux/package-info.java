/// Remuxing: fragments as they are stored in, MP4 and MPEG-TS segments out.
@NullMarked
package kinora.playback.remux;

import org.jspecify.annotations.NullMarked;
