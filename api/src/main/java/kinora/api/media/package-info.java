/// The calls that carry media: PutMedia and GetMedia.
@NullMarked
package kinora.api.media;

import org.jspecify.annotations.NullMarked;
