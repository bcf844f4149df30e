/// The newest fragments in memory, where live readers follow frame by frame.
@NullMarked
package kinora.store.tail;

import org.jspecify.annotations.NullMarked;
