/// What every call shares: members of the request, answers, streams, page tokens, call rates, URLs.
@NullMarked
package kinora.api.call;

import org.jspecify.annotations.NullMarked;
