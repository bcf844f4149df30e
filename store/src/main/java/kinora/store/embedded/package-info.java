/// The store in one process: journal, index, catalog and tail put together.
@NullMarked
package kinora.store.embedded;

import org.jspecify.annotations.NullMarked;
