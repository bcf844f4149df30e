/// Stores that were filled long ago, in a minute.
@NullMarked
package kinora.bench.archive;

import org.jspecify.annotations.NullMarked;
