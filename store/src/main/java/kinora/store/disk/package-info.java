/// The disk as the store sees it: a door that tests replace by one that loses power.
@NullMarked
package kinora.store.disk;

import org.jspecify.annotations.NullMarked;
