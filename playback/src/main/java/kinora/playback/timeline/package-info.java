/// What a stream holds over any span of time, at a cost that depends on how finely it is asked.
@NullMarked
package kinora.playback.timeline;

import org.jspecify.annotations.NullMarked;
