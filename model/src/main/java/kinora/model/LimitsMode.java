package kinora.model;

/// `limits: aws | relaxed`: AWS's quotas to the letter, or bounds that only protect the machine.
public enum LimitsMode {
    AWS,
    RELAXED
}
