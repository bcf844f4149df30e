/// The control plane: streams, their tags, retention, storage and endpoints.
@NullMarked
package kinora.api.control;

import org.jspecify.annotations.NullMarked;
