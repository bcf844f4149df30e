package kinora.ingest;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Executor;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.store.IngestListener;

/// Takes what the store says on its threads to the session's event loop, in the order in which it was said.
record StoreEvents(Executor eventLoop, PutMediaSession session) implements IngestListener {
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
        if (eventLoop instanceof EventExecutor loop && loop.inEventLoop()) {
            session.pause(Pauses.Reason.STORE, true);
        }
        eventLoop.execute(session::pauseForMemory);
    }

    @Override
    public void resumeReading() {
        eventLoop.execute(() -> session.pause(Pauses.Reason.STORE, false));
    }
}
