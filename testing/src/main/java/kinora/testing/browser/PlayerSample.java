package kinora.testing.browser;

import tools.jackson.databind.JsonNode;

/// The state of the video element at one moment.
///
/// @param loudness root mean square of what is heard, 1 = full scale; 0 where nobody listens
public record PlayerSample(
        long atMs, double positionS, double bufferedS, int width, int height, int droppedFrames, double loudness) {
    static PlayerSample of(JsonNode json) {
        return new PlayerSample(
                json.path("atMs").asLong(0),
                json.path("positionS").asDouble(0),
                json.path("bufferedS").asDouble(0),
                json.path("width").asInt(0),
                json.path("height").asInt(0),
                json.path("droppedFrames").asInt(0),
                json.path("loudness").asDouble(0));
    }
}
