package kinora.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `arn:<partition>:kinesisvideo:<region>:<account>:stream/<name>/<creation time, ms>`. A deleted and re-created
/// name has another creation time, so an old ARN never reaches the new stream.
public record StreamArn(String partition, String region, String account, String streamName, long creationTimeMs) {
    private static final Pattern FORM = Pattern.compile(
            "arn:([a-z\\d-]{1,32}):kinesisvideo:([a-z0-9-]{1,64}):([0-9]{1,32}):stream/([a-zA-Z0-9_.-]{1,256})/([0-9]{1,18})");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,256}");

    public StreamArn {
        if (!NAME.matcher(streamName).matches() || creationTimeMs < 0) {
            throw new IllegalArgumentException("stream name " + streamName + ", created " + creationTimeMs);
        }
    }

    public static StreamArn parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not the ARN of a stream");
        }
        return new StreamArn(form.group(1), form.group(2), form.group(3), form.group(4), Long.parseLong(form.group(5)));
    }

    public static boolean isStreamName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":kinesisvideo:" + region + ":" + account + ":stream/" + streamName + "/"
                + creationTimeMs;
    }
}
