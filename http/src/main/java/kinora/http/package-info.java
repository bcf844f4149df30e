/// The thin layer over Netty: listeners, routes and the full-duplex exchange.
@NullMarked
package kinora.http;

import org.jspecify.annotations.NullMarked;
