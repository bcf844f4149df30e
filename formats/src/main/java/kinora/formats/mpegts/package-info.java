/// Writes MPEG transport streams (ISO/IEC 13818-1), one segment at a time.
@NullMarked
package kinora.formats.mpegts;

import org.jspecify.annotations.NullMarked;
