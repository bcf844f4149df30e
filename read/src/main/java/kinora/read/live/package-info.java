/// GetMedia: a stream followed frame by frame, from the store into the live tail.
@NullMarked
package kinora.read.live;

import org.jspecify.annotations.NullMarked;
