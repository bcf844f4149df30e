/// ITU-T H.264 as a container must know it: sequence parameter sets and the avcC record.
@NullMarked
package kinora.formats.codec.h264;

import org.jspecify.annotations.NullMarked;
