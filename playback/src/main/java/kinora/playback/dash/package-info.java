/// MPEG-DASH (ISO/IEC 23009-1): manifests over the same segments that HLS names.
@NullMarked
package kinora.playback.dash;

import org.jspecify.annotations.NullMarked;
