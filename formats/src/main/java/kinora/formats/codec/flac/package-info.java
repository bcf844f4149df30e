/// FLAC (RFC 9639): an encoder for what browsers cannot play otherwise, and the header of what is FLAC already.
@NullMarked
package kinora.formats.codec.flac;

import org.jspecify.annotations.NullMarked;
