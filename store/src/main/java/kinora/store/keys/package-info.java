/// Envelope encryption: data keys per stream and day, wrapped by a key service.
@NullMarked
package kinora.store.keys;

import org.jspecify.annotations.NullMarked;
