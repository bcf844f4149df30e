/// The durable fragment store: knows bytes and time, not Matroska. [FragmentStore] is its front door; how it keeps
/// its promises stands in `docs/design/store.md`.
@NullMarked
package kinora.store;

import org.jspecify.annotations.NullMarked;
