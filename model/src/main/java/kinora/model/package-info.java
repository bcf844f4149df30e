/// The words of Kinesis Video as values; nothing here does I/O.
@NullMarked
package kinora.model;

import org.jspecify.annotations.NullMarked;
