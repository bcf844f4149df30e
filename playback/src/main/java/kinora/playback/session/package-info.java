/// Playback sessions: expiring URLs, what they show, and how far they have come.
@NullMarked
package kinora.playback.session;

import org.jspecify.annotations.NullMarked;
