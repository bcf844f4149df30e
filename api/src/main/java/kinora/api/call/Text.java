package kinora.api.call;

import java.util.regex.Pattern;
import kinora.model.ApiException;

/// What a string member must look like. The patterns are those of AWS's models; none of them backtracks far.
public enum Text {
    NAME(1, 256, "[a-zA-Z0-9_.-]+"),
    DEVICE_NAME(1, 128, "[a-zA-Z0-9_.-]+"),
    MEDIA_TYPE(1, 128, "[\\w\\-\\.\\+]+/[\\w\\-\\.\\+]+(,[\\w\\-\\.\\+]+/[\\w\\-\\.\\+]+)*"),
    KMS_KEY_ID(1, 2_048, ".+"),
    ARN(1, 1_024, "arn:[a-z\\d-]+:kinesisvideo:[a-z0-9-]+:[0-9]+:[a-z]+/[a-zA-Z0-9_.-]+/[0-9]+"),
    VERSION(1, 64, "[a-zA-Z0-9]+"),
    PAGE_TOKEN(0, 1_024, "[a-zA-Z0-9+/=]*"),
    FRAGMENT_PAGE_TOKEN(1, 4_096, "[a-zA-Z0-9+/]+={0,2}"),
    FRAGMENT_NUMBER(1, 128, "^[0-9]+$"),
    CONTINUATION_TOKEN(1, 128, "^[a-zA-Z0-9_\\.\\-]+$"),
    TAG_KEY(1, 128, "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$"),
    TAG_VALUE(0, 256, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"),
    CHOICE(1, 64, "[A-Z0-9_]+");

    private final int charsMin;
    private final int charsMax;
    private final Pattern pattern;

    Text(int charsMin, int charsMax, String pattern) {
        this.charsMin = charsMin;
        this.charsMax = charsMax;
        this.pattern = Pattern.compile(pattern);
    }

    String check(String member, String value) {
        if (value.length() < charsMin) {
            throw violated(member, value, "Member must have length greater than or equal to " + charsMin);
        }
        if (value.length() > charsMax) {
            throw violated(member, value, "Member must have length less than or equal to " + charsMax);
        }
        if (!pattern.matcher(value).matches()) {
            throw violated(member, value, "Member must satisfy regular expression pattern: " + pattern);
        }
        return value;
    }

    static ApiException violated(String member, String value, String constraint) {
        String shown = value.length() <= 256 ? value : value.substring(0, 256) + "…";
        return ApiException.invalidArgument("1 validation error detected: Value '" + shown + "' at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }
}
