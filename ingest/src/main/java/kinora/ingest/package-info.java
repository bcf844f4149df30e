/// PutMedia: a producer's Matroska stream in, acknowledgements out.
@NullMarked
package kinora.ingest;

import org.jspecify.annotations.NullMarked;
