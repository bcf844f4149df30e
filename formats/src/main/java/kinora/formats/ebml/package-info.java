/// EBML (RFC 8794) below Matroska: variable-size integers, element headers, small masters in memory.
@NullMarked
package kinora.formats.ebml;

import org.jspecify.annotations.NullMarked;
