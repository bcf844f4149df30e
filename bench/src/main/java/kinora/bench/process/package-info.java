/// The processes that are measured: started here, watched through /proc, and ended here.
@NullMarked
package kinora.bench.process;

import org.jspecify.annotations.NullMarked;
