/// ITU-T H.265 as a container must know it: sequence parameter sets and the hvcC record.
@NullMarked
package kinora.formats.codec.h265;

import org.jspecify.annotations.NullMarked;
