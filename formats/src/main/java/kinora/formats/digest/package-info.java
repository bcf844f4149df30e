/// The digest of a fragment: what timelines, playlists and MP4 indexes need to know without reading media.
@NullMarked
package kinora.formats.digest;

import org.jspecify.annotations.NullMarked;
