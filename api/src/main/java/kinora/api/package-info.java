/// Turns HTTP requests into calls and back: routes, errors, cross-origin manners.
@NullMarked
package kinora.api;

import org.jspecify.annotations.NullMarked;
