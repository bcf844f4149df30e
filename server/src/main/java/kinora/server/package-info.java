/// Main, configuration and wiring: the one place that sees every room.
@NullMarked
package kinora.server;

import org.jspecify.annotations.NullMarked;
