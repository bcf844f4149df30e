package kinora.camera;

import org.jspecify.annotations.Nullable;

/// A camera made of code: real H.264 and AAC of a moving test picture that shows its own timestamp.
///
/// It knows no clock and never waits: each [#next] is the next frame of an endless stream that began at `startMs`,
/// and the caller decides when to send it. Frames of both tracks come in the order of their timestamps. Not
/// thread-safe; holds native memory until closed.
public final class SyntheticCamera implements AutoCloseable {
    private final CameraSettings settings;
    private final long startMs;
    private final TestPicture picture;
    private final VideoEncoder video;
    private final @Nullable AudioSource audio;
    private long frameIndex;
    private boolean closed;

    /// @param startMs Unix time of the first frame
    public SyntheticCamera(CameraSettings settings, long startMs) throws CameraException {
        if (startMs < 0) {
            throw new IllegalArgumentException("start " + startMs + " ms");
        }
        Ffmpeg.load();
        this.settings = settings;
        this.startMs = startMs;
        picture = new TestPicture(settings.width(), settings.height());
        video = new VideoEncoder(settings);
        try {
            audio = settings.audio() == null ? null : new AudioSource(settings.audio(), startMs);
        } catch (CameraException | RuntimeException e) {
            video.close();
            throw e;
        }
    }

    public CameraSettings settings() {
        return settings;
    }

    /// What belongs into the track header: an AVCDecoderConfigurationRecord (avcC) or an AudioSpecificConfig.
    public byte[] codecPrivate(CameraTrack track) {
        return switch (track) {
            case VIDEO -> video.configuration().toAvcc();
            case AUDIO -> {
                if (audio == null) {
                    throw new IllegalStateException("this camera has no audio");
                }
                yield audio.audioSpecificConfig();
            }
        };
    }

    /// The next frame of either track; key frames come exactly each `keyFrameIntervalFrames`.
    public EncodedFrame next() throws CameraException {
        if (closed) {
            throw new IllegalStateException("the camera is closed");
        }
        if (audio != null && audio.nextPtsMs() < videoPtsMs(frameIndex)) {
            return audio.next();
        }
        return nextPicture();
    }

    @Override
    public void close() {
        closed = true;
        video.close();
        if (audio != null) {
            audio.close();
        }
    }

    private EncodedFrame nextPicture() throws CameraException {
        long ptsMs = videoPtsMs(frameIndex);
        boolean key = frameIndex % settings.keyFrameIntervalFrames() == 0;
        int durationMs = (int) (videoPtsMs(frameIndex + 1) - ptsMs);
        EncodedFrame frame = new EncodedFrame(
                CameraTrack.VIDEO, ptsMs, durationMs, key, video.encode(picture.at(ptsMs), frameIndex, key));
        frameIndex++;
        return frame;
    }

    private long videoPtsMs(long index) {
        return startMs + index * 1000 / settings.framesPerSecond();
    }
}
