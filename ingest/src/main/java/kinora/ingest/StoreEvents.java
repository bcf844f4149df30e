package kinora.ingest;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.store.IngestListener;

/// Takes what the store says on its threads to the session's event loop, in the order in which it was said.
record StoreEvents(Executor eventLoop, PutMediaSession session, AtomicBoolean memoryShort) implements IngestListener {
    StoreEvents(Executor eventLoop, PutMediaSession session) {
        this(eventLoop, session, new AtomicBoolean());
    }

    @Override
    public void onPersisted(FragmentNumber number) {
        eventLoop.execute(() -> session.persisted(number));
    }

    @Override
    public void onFailed(FragmentNumber number, AckError error) {
        eventLoop.execute(() -> session.failed(number, error));
    }

    @Override
    public void onGivenUp(FragmentNumber number) {
        eventLoop.execute(() -> session.givenUp(number));
    }

    @Override
    public void onStreamDeleted() {
        eventLoop.execute(() -> session.endBy(AckError.STREAM_DELETED, "the stream was deleted"));
    }

    @Override
    public void pauseReading() {
        // A session that takes the last memory stops at once: the task behind would come after every other ready
        // socket.
        memoryShort.set(true);
        if (eventLoop instanceof EventExecutor loop && loop.inEventLoop()) {
            session.pause(Pauses.Reason.STORE, true);
        }
        eventLoop.execute(session::pauseForMemory);
    }

    @Override
    public void resumeReading() {
        memoryShort.set(false);
        // What holds when the task runs counts: a pause may have overtaken it.
        eventLoop.execute(() -> session.pause(Pauses.Reason.STORE, memoryShort.get()));
    }

    @Override
    public boolean isReading() {
        return session.isReading();
    }
}
