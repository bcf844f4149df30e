/// NAL units, which H.264 and H.265 share: finding them in a sample, and taking their escapes out.
@NullMarked
package kinora.formats.codec.nal;

import org.jspecify.annotations.NullMarked;
