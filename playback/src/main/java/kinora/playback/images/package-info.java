/// Images: pictures of a stream at given times, decoded from the key frame before them and from no other.
@NullMarked
package kinora.playback.images;

import org.jspecify.annotations.NullMarked;
