/// A small client of the Kinesis Video API: credentials as the AWS CLI finds them, signed calls over HTTP.
@NullMarked
package kinora.cli.aws;

import org.jspecify.annotations.NullMarked;
