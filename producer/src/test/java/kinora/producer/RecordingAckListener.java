package kinora.producer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps acknowledgements until a test asks for them.
final class RecordingAckListener implements AckListener {
    private final BlockingQueue<Ack> acks = new LinkedBlockingQueue<>();

    @Override
    public void onAck(Ack ack) {
        acks.add(ack);
    }

    /// The next one, waited for.
    Ack next() throws InterruptedException {
        Ack ack = acks.poll(10, TimeUnit.SECONDS);
        if (ack == null) {
            throw new AssertionError("no acknowledgement came");
        }
        return ack;
    }

    boolean isEmpty() {
        return acks.isEmpty();
    }
}
