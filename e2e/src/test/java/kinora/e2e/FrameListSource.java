package kinora.e2e;

import com.amazonaws.kinesisvideo.client.mediasource.MediaSourceState;
import com.amazonaws.kinesisvideo.common.exception.KinesisVideoException;
import com.amazonaws.kinesisvideo.internal.client.mediasource.MediaSource;
import com.amazonaws.kinesisvideo.internal.client.mediasource.MediaSourceConfiguration;
import com.amazonaws.kinesisvideo.internal.client.mediasource.MediaSourceSink;
import com.amazonaws.kinesisvideo.producer.FrameFlags;
import com.amazonaws.kinesisvideo.producer.KinesisVideoFrame;
import com.amazonaws.kinesisvideo.producer.MkvTrackInfoType;
import com.amazonaws.kinesisvideo.producer.StreamCallbacks;
import com.amazonaws.kinesisvideo.producer.StreamInfo;
import com.amazonaws.kinesisvideo.producer.Tag;
import com.amazonaws.kinesisvideo.producer.TrackInfo;
import com.amazonaws.kinesisvideo.streaming.DefaultStreamCallbacks;
import com.amazonaws.kinesisvideo.util.StreamInfoConstants;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kinora.formats.mkv.Track;
import kinora.producer.MediaFrame;
import kinora.testing.TestMedia;
import org.jspecify.annotations.Nullable;

/// Hands the frames of a [TestMedia] to AWS's Java producer, a little faster than real time.
final class FrameListSource implements MediaSource {
    private static final long HUNDRED_NS_PER_MS = 10_000;
    private static final long PAUSE_MS = 10;

    private final String streamName;
    private final TestMedia media;
    private final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();
    private @Nullable MediaSourceSink sink;
    private volatile boolean stopped = true;

    FrameListSource(String streamName, TestMedia media) {
        this.streamName = streamName;
        this.media = media;
    }

    void awaitSent() throws Exception {
        sent.get(60, TimeUnit.SECONDS);
    }

    @Override
    public MediaSourceState getMediaSourceState() {
        return stopped ? MediaSourceState.STOPPED : MediaSourceState.RUNNING;
    }

    @Override
    public @Nullable MediaSourceConfiguration getConfiguration() {
        return null;
    }

    @Override
    public StreamInfo getStreamInfo() {
        Track video = media.tracks().get(0);
        byte[] codecPrivate = video.codecPrivate() == null
                ? new byte[0]
                : video.codecPrivate().toByteArray();
        TrackInfo track =
                new TrackInfo(video.number(), video.codecId(), "kinesis_video", codecPrivate, MkvTrackInfoType.VIDEO);
        return new StreamInfo(
                StreamInfoConstants.VERSION_ZERO,
                streamName,
                StreamInfo.StreamingType.STREAMING_TYPE_REALTIME,
                StreamInfoConstants.VIDEO_CONTENT_TYPE,
                StreamInfoConstants.NO_KMS_KEY_ID,
                StreamInfoConstants.RETENTION_ONE_HOUR,
                StreamInfoConstants.NOT_ADAPTIVE,
                StreamInfoConstants.MAX_LATENCY_ZERO,
                StreamInfoConstants.DEFAULT_GOP_DURATION,
                StreamInfoConstants.KEYFRAME_FRAGMENTATION,
                StreamInfoConstants.USE_FRAME_TIMECODES,
                StreamInfoConstants.ABSOLUTE_TIMECODES,
                StreamInfoConstants.REQUEST_FRAGMENT_ACKS,
                StreamInfoConstants.RECOVER_ON_FAILURE,
                StreamInfoConstants.DEFAULT_BITRATE,
                StreamInfoConstants.FRAMERATE_30,
                StreamInfoConstants.DEFAULT_BUFFER_DURATION,
                StreamInfoConstants.DEFAULT_REPLAY_DURATION,
                StreamInfoConstants.DEFAULT_STALENESS_DURATION,
                StreamInfoConstants.DEFAULT_TIMESCALE,
                StreamInfoConstants.RECALCULATE_METRICS,
                new Tag[0],
                StreamInfo.NalAdaptationFlags.NAL_ADAPTATION_FLAG_NONE,
                UUID.randomUUID(),
                new TrackInfo[] {track});
    }

    @Override
    public void initialize(MediaSourceSink newSink) {
        sink = newSink;
    }

    @Override
    public void configure(MediaSourceConfiguration configuration) {}

    @Override
    public void start() {
        if (stopped) {
            stopped = false;
            Thread thread = new Thread(this::send, "frame-source");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void free() {}

    @Override
    public @Nullable MediaSourceSink getMediaSourceSink() {
        return sink;
    }

    @Override
    public StreamCallbacks getStreamCallbacks() {
        return new DefaultStreamCallbacks();
    }

    private void send() {
        try {
            int index = 0;
            for (MediaFrame frame : media.frames()) {
                put(index++, frame);
                Thread.sleep(PAUSE_MS);
            }
            sent.complete(null);
        } catch (KinesisVideoException | InterruptedException | RuntimeException e) {
            sent.completeExceptionally(e);
        }
    }

    /// The native core wants a direct buffer of its own.
    private void put(int index, MediaFrame frame) throws KinesisVideoException {
        ByteBuffer data = ByteBuffer.allocateDirect(frame.data().remaining());
        data.put(frame.data().duplicate()).flip();
        long time = frame.timestampMs() * HUNDRED_NS_PER_MS;
        int flags = frame.key() ? FrameFlags.FRAME_FLAG_KEY_FRAME : FrameFlags.FRAME_FLAG_NONE;
        if (sink != null) {
            sink.onFrame(
                    new KinesisVideoFrame(index, flags, time, time, 40 * HUNDRED_NS_PER_MS, data, frame.trackNumber()));
        }
    }
}
