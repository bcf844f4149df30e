package kinora.model;

/// Where a stream asks to be kept. Kinora stores and returns it; every fragment is kept alike.
public enum StorageTier {
    HOT,
    WARM
}
