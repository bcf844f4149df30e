/// Reading: what GetMedia and GetMediaForFragmentList share, the document that each fragment becomes.
@NullMarked
package kinora.read;

import org.jspecify.annotations.NullMarked;
