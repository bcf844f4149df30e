/// The calls on stored fragments: lists of them, and their media by number.
@NullMarked
package kinora.api.archivedmedia;

import org.jspecify.annotations.NullMarked;
