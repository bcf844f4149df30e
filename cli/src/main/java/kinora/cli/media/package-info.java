/// Reads what GetMedia answers: one Matroska document a fragment.
@NullMarked
package kinora.cli.media;

import org.jspecify.annotations.NullMarked;
