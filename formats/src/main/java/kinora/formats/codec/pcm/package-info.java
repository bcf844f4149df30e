/// Sound as plain samples: G.711, and the WAVE header that announces it.
@NullMarked
package kinora.formats.codec.pcm;

import org.jspecify.annotations.NullMarked;
