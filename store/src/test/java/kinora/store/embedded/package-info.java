/// Tests of the store as a whole.
@NullMarked
package kinora.store.embedded;

import org.jspecify.annotations.NullMarked;
