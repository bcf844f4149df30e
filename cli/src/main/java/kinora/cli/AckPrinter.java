package kinora.cli;

import java.io.PrintWriter;
import kinora.producer.Ack;
import kinora.producer.AckListener;

/// Acknowledgements, one a line, as they come.
final class AckPrinter implements AckListener {
    private final PrintWriter out;

    AckPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void onAck(Ack ack) {
        out.println(line(ack));
        out.flush();
    }

    static String line(Ack ack) {
        return switch (ack) {
            case Ack.Buffering(long timecodeMs, String number) -> "BUFFERING  " + timecodeMs + "  " + number;
            case Ack.Received(long timecodeMs, String number) -> "RECEIVED   " + timecodeMs + "  " + number;
            case Ack.Persisted(long timecodeMs, String number) -> "PERSISTED  " + timecodeMs + "  " + number;
            case Ack.Idle() -> "IDLE";
            case Ack.Failed(Long timecodeMs, String number, int id, String code) ->
                "ERROR      " + id + " " + code + (timecodeMs == null ? "" : "  " + timecodeMs);
            case Ack.Unknown(String eventType) -> eventType;
        };
    }
}
