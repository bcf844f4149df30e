package kinora.store.journal;

/// What the journal's queue holds.
sealed interface JournalWork permits Append, JournalWork.Stop {
    /// Nothing comes after this.
    enum Stop implements JournalWork {
        STOP
    }
}
