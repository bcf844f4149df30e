/// Segment files: records, group commit, recovery. The journal is the archive.
@NullMarked
package kinora.store.journal;

import org.jspecify.annotations.NullMarked;
