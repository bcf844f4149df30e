/// A real browser that plays: foreign players in headless Chromium, and what a person would have seen and heard.
@NullMarked
package kinora.testing.browser;

import org.jspecify.annotations.NullMarked;
