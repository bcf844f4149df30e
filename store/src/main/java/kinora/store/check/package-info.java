/// Verifies a store and names what is damaged.
@NullMarked
package kinora.store.check;

import org.jspecify.annotations.NullMarked;
