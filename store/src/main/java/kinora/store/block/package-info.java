/// Pooled memory for media on its way: counted references, capacity charged against one bound.
@NullMarked
package kinora.store.block;

import org.jspecify.annotations.NullMarked;
