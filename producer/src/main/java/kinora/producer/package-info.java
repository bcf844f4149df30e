/// A PutMedia client: frames in, Matroska over HTTP out, acknowledgements back.
@NullMarked
package kinora.producer;

import org.jspecify.annotations.NullMarked;
