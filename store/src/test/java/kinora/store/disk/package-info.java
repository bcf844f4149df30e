/// A disk that loses power.
@NullMarked
package kinora.store.disk;

import org.jspecify.annotations.NullMarked;
