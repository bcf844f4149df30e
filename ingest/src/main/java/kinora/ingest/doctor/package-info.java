/// The ingest doctor: says in plain words what is right and what is wrong with a stream's media, and what to do.
@NullMarked
package kinora.ingest.doctor;

import org.jspecify.annotations.NullMarked;
