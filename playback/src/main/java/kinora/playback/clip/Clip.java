package kinora.playback.clip;

import java.io.IOException;
import kinora.store.StoreException;

/// A clip that can be sent. Nothing of its media is in memory but the fragment that is being sent.
public sealed interface Clip permits ProgressiveClip, FragmentedClip {
    /// How many bytes it has; -1 where only sending it tells.
    long sizeBytes();

    /// Sends all of it, blocking. Fails half-way where a fragment has expired since, or is damaged.
    void writeTo(Output out) throws IOException, StoreException, InterruptedException;

    /// Takes pieces of a file in order; the array is not changed afterwards.
    @FunctionalInterface
    interface Output {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }
}
