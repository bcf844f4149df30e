package kinora.ingest.doctor;

/// Whether a player takes the stream, and why not.
public record PlayerVerdict(String player, Plays plays, String sentence) {
    /// Will it play?
    public enum Plays {
        YES,
        /// Without sound, or on some machines.
        PARTLY,
        NO
    }
}
