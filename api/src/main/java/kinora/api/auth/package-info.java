/// Who calls, proven by a signature, and whether that caller may.
@NullMarked
package kinora.api.auth;

import org.jspecify.annotations.NullMarked;
