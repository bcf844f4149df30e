/// What every media format needs: the exception for bytes that break their format.
@NullMarked
package kinora.formats;

import org.jspecify.annotations.NullMarked;
