/// Viewers: what they ask for over HTTP, and how long they wait.
@NullMarked
package kinora.bench.play;

import org.jspecify.annotations.NullMarked;
