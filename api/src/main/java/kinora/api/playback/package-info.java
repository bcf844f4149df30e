/// Playback: session URLs for signed callers, and the resources that a session's token opens.
@NullMarked
package kinora.api.playback;

import org.jspecify.annotations.NullMarked;
