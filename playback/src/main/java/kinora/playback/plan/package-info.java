/// Which fragments a playback session shows now, where they break, and what its players count by.
@NullMarked
package kinora.playback.plan;

import org.jspecify.annotations.NullMarked;
