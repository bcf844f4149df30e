/// What tests of the whole house share: a server in the process, media made by code.
@NullMarked
package kinora.testing;

import org.jspecify.annotations.NullMarked;
