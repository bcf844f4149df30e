/// AWS Signature Version 4: signs requests and verifies them.
@NullMarked
package kinora.sigv4;

import org.jspecify.annotations.NullMarked;
