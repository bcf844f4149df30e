/// The command line.
@NullMarked
package kinora.cli;

import org.jspecify.annotations.NullMarked;
