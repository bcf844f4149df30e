/// Planted faults: the rules must find them.
@NullMarked
package kinora.rules.planted.store.journal;

import org.jspecify.annotations.NullMarked;
