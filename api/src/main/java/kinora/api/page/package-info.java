/// The player page: static files that show one stream of a playback session.
@NullMarked
package kinora.api.page;

import org.jspecify.annotations.NullMarked;
