package kinora.store.catalog;

/// Whose streams these are: the fixed parts of every ARN.
public record Account(String partition, String region, String id) {
    public Account {
        if (!id.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("an account id has 12 digits, not: " + id);
        }
    }
}
