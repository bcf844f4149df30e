/// Writes MP4 (ISO/IEC 14496-12): initialization segments, movie fragments, progressive files.
@NullMarked
package kinora.formats.mp4;

import org.jspecify.annotations.NullMarked;
