/// Planted faults: the rules must find them.
@NullMarked
package kinora.rules.planted.store.index;

import org.jspecify.annotations.NullMarked;
