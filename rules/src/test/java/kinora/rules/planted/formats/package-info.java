/// Planted faults: the rules must find them.
@NullMarked
package kinora.rules.planted.formats;

import org.jspecify.annotations.NullMarked;
