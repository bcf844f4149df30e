/// The bricks that every format is written with: growing byte arrays in network order.
@NullMarked
package kinora.formats.bits;

import org.jspecify.annotations.NullMarked;
