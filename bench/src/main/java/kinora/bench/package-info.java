/// The benchmarks: what Kinora must reach, measured against bare Netty and nginx-rtmp in one run.
@NullMarked
package kinora.bench;

import org.jspecify.annotations.NullMarked;
