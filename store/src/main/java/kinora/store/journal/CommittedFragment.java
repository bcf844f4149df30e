package kinora.store.journal;

/// A fragment whose commit record is synced. Whoever puts it into the index calls [#indexed()] after that commit;
/// until then recovery would find it and its files are not recycled.
public final class CommittedFragment {
    private final long streamId;
    private final CommitRecord record;
    private final RecordLocation location;
    private final long keyId;
    private final Runnable whenIndexed;

    public CommittedFragment(
            long streamId, CommitRecord record, RecordLocation location, long keyId, Runnable whenIndexed) {
        this.streamId = streamId;
        this.record = record;
        this.location = location;
        this.keyId = keyId;
        this.whenIndexed = whenIndexed;
    }

    public long streamId() {
        return streamId;
    }

    public CommitRecord record() {
        return record;
    }

    public RecordLocation location() {
        return location;
    }

    public long keyId() {
        return keyId;
    }

    public void indexed() {
        whenIndexed.run();
    }
}
