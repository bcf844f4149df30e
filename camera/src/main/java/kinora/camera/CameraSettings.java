package kinora.camera;

import org.jspecify.annotations.Nullable;

/// What the synthetic camera makes. Without `audio` it is silent and has one track.
public record CameraSettings(
        int width,
        int height,
        int framesPerSecond,
        int keyFrameIntervalFrames,
        int videoBitsPerSecond,
        @Nullable AudioSettings audio) {

    /// 640 × 360 at 30 frames/s, a key frame each 2 s, 2 Mbit/s, and 48 kHz mono AAC.
    public static final CameraSettings DEFAULT = new CameraSettings(640, 360, 30, 60, 2_000_000, AudioSettings.DEFAULT);

    public CameraSettings {
        // Smaller, and the digits are no longer readable; larger than 4K is nothing that OpenH264 does.
        requireRange("width", width, 160, 3840);
        requireRange("height", height, 120, 2160);
        requireRange("frames per second", framesPerSecond, 1, 60);
        requireRange("key frame interval in frames", keyFrameIntervalFrames, 1, 3600);
        requireRange("video bits per second", videoBitsPerSecond, 50_000, 50_000_000);
        if (width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(width + " x " + height + " is odd: I420 halves both sides");
        }
    }

    public CameraSettings withSize(int newWidth, int newHeight) {
        return new CameraSettings(
                newWidth, newHeight, framesPerSecond, keyFrameIntervalFrames, videoBitsPerSecond, audio);
    }

    public CameraSettings withFramesPerSecond(int newFramesPerSecond) {
        return new CameraSettings(width, height, newFramesPerSecond, keyFrameIntervalFrames, videoBitsPerSecond, audio);
    }

    public CameraSettings withKeyFrameIntervalFrames(int newIntervalFrames) {
        return new CameraSettings(width, height, framesPerSecond, newIntervalFrames, videoBitsPerSecond, audio);
    }

    public CameraSettings withVideoBitsPerSecond(int newBitsPerSecond) {
        return new CameraSettings(width, height, framesPerSecond, keyFrameIntervalFrames, newBitsPerSecond, audio);
    }

    public CameraSettings withAudio(@Nullable AudioSettings newAudio) {
        return new CameraSettings(width, height, framesPerSecond, keyFrameIntervalFrames, videoBitsPerSecond, newAudio);
    }

    static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed are " + min + " to " + max);
        }
    }
}
