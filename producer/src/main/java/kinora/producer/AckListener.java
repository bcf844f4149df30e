package kinora.producer;

/// Gets acknowledgements in the order of their arrival, on the connection's own reading thread: return soon.
@FunctionalInterface
public interface AckListener {
    void onAck(Ack ack);
}
