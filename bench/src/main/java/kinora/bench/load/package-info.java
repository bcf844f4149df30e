/// The load generator, a process of its own: many producers and live readers on one event loop.
@NullMarked
package kinora.bench.load;

import org.jspecify.annotations.NullMarked;
