/// What is hidden, what is destroyed, and when the clock may be believed.
@NullMarked
package kinora.store.retention;

import org.jspecify.annotations.NullMarked;
