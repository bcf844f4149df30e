package kinora.api.call;

/// Whose streams these are, and where: both go into every ARN.
public record Account(String id, String region) {
    public Account {
        if (!id.matches("[0-9]{12}") || !region.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("account '" + id + "', region '" + region + "'");
        }
    }

    /// The key that AWS reports for streams without one of their own.
    public String defaultKmsKey() {
        return "arn:aws:kms:" + region + ":" + id + ":alias/aws/kinesisvideo";
    }

    /// All streams of the account, as a policy names them.
    public String anyStream() {
        return "arn:aws:kinesisvideo:" + region + ":" + id + ":stream/*";
    }
}
