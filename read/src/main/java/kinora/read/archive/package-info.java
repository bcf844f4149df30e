/// GetMediaForFragmentList: stored fragments by their numbers.
@NullMarked
package kinora.read.archive;

import org.jspecify.annotations.NullMarked;
