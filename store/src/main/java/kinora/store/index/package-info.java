/// Where each visible fragment lies, by number and by time. Derived: it may be deleted.
@NullMarked
package kinora.store.index;

import org.jspecify.annotations.NullMarked;
