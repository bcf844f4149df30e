/// Matroska (RFC 9559) over EBML (RFC 8794): a push parser and a writer.
@NullMarked
package kinora.formats.mkv;

import org.jspecify.annotations.NullMarked;
