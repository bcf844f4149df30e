/// AAC as a container must know it: AudioSpecificConfig and ADTS headers.
@NullMarked
package kinora.formats.codec.aac;

import org.jspecify.annotations.NullMarked;
