package kinora.store.journal;

/// What the journal's queue holds.
sealed interface JournalWork permits Append, JournalWork.Stop {
    /// How much media waits in memory for it.
    default int lengthBytes() {
        return 0;
    }

    /// Nothing comes after this.
    enum Stop implements JournalWork {
        STOP
    }
}
