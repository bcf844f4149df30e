/// Tests of the newest fragments in memory.
@NullMarked
package kinora.store.tail;

import org.jspecify.annotations.NullMarked;
