/// The rules of the house, kept by tests: who may depend on whom, what stays pure, how long a method may be.
@NullMarked
package kinora.rules;

import org.jspecify.annotations.NullMarked;
