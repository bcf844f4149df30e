/// Tests of what stands on disk.
@NullMarked
package kinora.store.journal;

import org.jspecify.annotations.NullMarked;
