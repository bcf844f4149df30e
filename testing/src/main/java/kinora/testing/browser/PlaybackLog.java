package kinora.testing.browser;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Gathers what the browser tells, line by line; read and written by different threads.
final class PlaybackLog {
    private final List<ShownFrame> frames = new ArrayList<>();
    private final List<PlayerSample> samples = new ArrayList<>();
    private final List<Long> stallsMs = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    synchronized void add(JsonNode event) {
        switch (event.path("kind").asString("")) {
            case "sample" -> addSample(event);
            case "stall" -> stallsMs.add(event.path("durationMs").asLong(0));
            case "error", "console" -> errors.add(event.path("text").asString(""));
            default -> {}
        }
    }

    synchronized void addError(String text) {
        errors.add(text);
    }

    private void addSample(JsonNode event) {
        samples.add(PlayerSample.of(event));
        for (JsonNode frame : event.path("frames")) {
            frames.add(new ShownFrame(
                    frame.path(0).asLong(0),
                    frame.path(1).asLong(ShownFrame.NO_CLOCK),
                    frame.path(2).asLong(0)));
        }
    }

    synchronized PlaybackReport report() {
        return new PlaybackReport(frames, samples, stallsMs, errors);
    }
}
