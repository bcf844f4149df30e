package kinora.store;

import kinora.model.AckError;
import kinora.model.FragmentNumber;

/// What the store tells a session. Calls come on the store's threads; they must only hand over and return.
public interface IngestListener {
    /// The fragment and everything needed to read it are synced.
    void onPersisted(FragmentNumber number);

    /// The fragment could not be kept; its number is burnt.
    void onFailed(FragmentNumber number, AckError error);

    /// The store gave up the session's open fragment: a newer session went on while this one was silent.
    void onGivenUp(FragmentNumber number);

    /// The stream was deleted under the session.
    void onStreamDeleted();

    /// Memory is short: stop reading this producer's socket until [#resumeReading()], and spill its open fragment.
    void pauseReading();

    void resumeReading();

    /// Whether the session reads what its producer sends: silence of one that we keep waiting is not the producer's.
    boolean isReading();
}
