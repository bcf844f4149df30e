/// Cameras made of code: a synthetic one over JavaCPP FFmpeg.
@NullMarked
package kinora.camera;

import org.jspecify.annotations.NullMarked;
