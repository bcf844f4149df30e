package kinora.store.embedded;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.store.IngestListener;

/// Remembers what the store told a session.
final class RecordingListener implements IngestListener {
    final ConcurrentSkipListSet<FragmentNumber> persisted = new ConcurrentSkipListSet<>();
    final List<FragmentNumber> failed = new CopyOnWriteArrayList<>();
    final List<FragmentNumber> givenUp = new CopyOnWriteArrayList<>();
    volatile boolean deleted;

    @Override
    public void onPersisted(FragmentNumber number) {
        persisted.add(number);
    }

    @Override
    public void onFailed(FragmentNumber number, AckError error) {
        failed.add(number);
    }

    @Override
    public void onGivenUp(FragmentNumber number) {
        givenUp.add(number);
    }

    @Override
    public void onStreamDeleted() {
        deleted = true;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public boolean isReading() {
        return true;
    }

    boolean heardOf(FragmentNumber number) {
        return persisted.contains(number) || failed.contains(number);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("what was waited for did not come within 10 s");
            }
            Thread.sleep(1);
        }
    }
}
