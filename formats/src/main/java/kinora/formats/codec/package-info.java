/// Codecs as far as a container must know them: configurations, parameter sets, NAL units, and the lossless repairs.
@NullMarked
package kinora.formats.codec;

import org.jspecify.annotations.NullMarked;
