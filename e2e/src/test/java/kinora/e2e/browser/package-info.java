/// Players in a real browser: what a person at the screen would see and hear.
@NullMarked
package kinora.e2e.browser;

import org.jspecify.annotations.NullMarked;
