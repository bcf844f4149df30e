/// What is never derived: streams, settings, wrapped keys, watermarks, reserved numbers.
@NullMarked
package kinora.store.catalog;

import org.jspecify.annotations.NullMarked;
