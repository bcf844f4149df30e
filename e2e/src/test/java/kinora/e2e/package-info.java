/// The whole product against clients that nobody here wrote; each test class is named for its client.
@NullMarked
package kinora.e2e;

import org.jspecify.annotations.NullMarked;
