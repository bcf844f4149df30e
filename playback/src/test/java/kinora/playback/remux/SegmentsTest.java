package kinora.playback.remux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Track;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.LimitsMode;
import kinora.playback.Demuxed;
import kinora.playback.StoredMedia;
import kinora.playback.StoredMedia.Frame;
import kinora.store.FragmentInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what players get is what producers sent, when they sent it. Method: write fragments, ask FFmpeg.
class SegmentsTest {
    private static final CameraSettings CAMERA =
            CameraSettings.DEFAULT.withFramesPerSecond(10).withKeyFrameIntervalFrames(10);

    @TempDir
    private Path folder;

    private StoredMedia media;
    private Segments segments;

    @BeforeEach
    void open() throws Exception {
        media = new StoredMedia(folder);
        segments = new Segments(media.store, LimitsMode.RELAXED, 16 << 20);
    }

    @AfterEach
    void close() {
        media.close();
    }

    private static List<EncodedFrame> of(CameraTrack track, List<EncodedFrame> sent) {
        return sent.stream().filter(frame -> frame.track() == track).toList();
    }

    @Test
    void pictures_areWhatTheCameraSent_atItsTimes() throws Exception {
        List<EncodedFrame> sent = new ArrayList<>();
        List<FragmentInfo> fragments = media.record(CAMERA, 3, sent);
        Demuxed demuxed = Demuxed.of(
                folder,
                segments.init(media.stream, fragments.get(0), 1),
                segments.media(media.stream, fragments.get(0), 1),
                segments.media(media.stream, fragments.get(1), 1),
                segments.media(media.stream, fragments.get(2), 1));
        assertThat(demuxed.streams()).containsExactly(new Demuxed.Stream("h264", 640, 360, 0, 90_000));
        List<EncodedFrame> pictures = of(CameraTrack.VIDEO, sent);
        assertThat(demuxed.packets()).hasSize(30).hasSameSizeAs(pictures);
        for (int i = 0; i < pictures.size(); i++) {
            Demuxed.Packet packet = demuxed.packets().get(i);
            assertThat(packet.bytes())
                    .isEqualTo(StoredMedia.bytes(pictures.get(i).data()));
            assertThat(packet.pts()).isEqualTo(pictures.get(i).ptsMs() * 90);
            assertThat(packet.duration()).isEqualTo(9_000);
            assertThat(packet.key()).isEqualTo(i % 10 == 0);
        }
    }

    @Test
    void sound_isWhatTheMicrophoneSent_onItsSampleClock() throws Exception {
        List<EncodedFrame> sent = new ArrayList<>();
        List<FragmentInfo> fragments = media.record(CAMERA, 2, sent);
        Demuxed demuxed = Demuxed.of(
                folder,
                segments.init(media.stream, fragments.get(0), 2),
                segments.media(media.stream, fragments.get(0), 2),
                segments.media(media.stream, fragments.get(1), 2));
        assertThat(demuxed.streams()).containsExactly(new Demuxed.Stream("aac", 0, 0, 48_000, 48_000));
        List<EncodedFrame> packets = of(CameraTrack.AUDIO, sent);
        assertThat(demuxed.packets()).hasSameSizeAs(packets);
        for (int i = 0; i < packets.size(); i++) {
            Demuxed.Packet packet = demuxed.packets().get(i);
            assertThat(packet.bytes())
                    .isEqualTo(StoredMedia.bytes(packets.get(i).data()));
            assertThat(packet.pts() / 48.0 - packets.get(i).ptsMs()).isBetween(-1.0, 1.0);
            assertThat(packet.duration()).isBetween(1_024L - 48, 1_024L + 48);
        }
    }

    @Test
    void transportStream_hasTheSamePacketsAtTheSameTimes() throws Exception {
        List<EncodedFrame> sent = new ArrayList<>();
        List<FragmentInfo> fragments = media.record(CAMERA, 2, sent);
        Demuxed demuxed = Demuxed.of(
                folder, segments.ts(media.stream, fragments.get(0)), segments.ts(media.stream, fragments.get(1)));
        assertThat(demuxed.streams()).extracting(Demuxed.Stream::codec).containsExactly("h264", "aac");
        List<EncodedFrame> pictures = of(CameraTrack.VIDEO, sent);
        List<Demuxed.Packet> packets = demuxed.packets().stream()
                .filter(packet -> packet.stream() == 0)
                .toList();
        assertThat(packets).hasSameSizeAs(pictures);
        for (int i = 1; i < packets.size(); i++) {
            assertThat(packets.get(i).pts() - packets.getFirst().pts())
                    .isEqualTo((pictures.get(i).ptsMs() - pictures.getFirst().ptsMs()) * 90);
        }
        assertThat(demuxed.packets())
                .filteredOn(packet -> packet.stream() == 1)
                .hasSameSizeAs(of(CameraTrack.AUDIO, sent));
    }

    @Test
    void partsOfAFragmentThatArrives_joinToTheWhole() throws Exception {
        FragmentInfo fragment = media.record(CAMERA, 1, new ArrayList<>()).getFirst();
        var record = media.store.archive().record(media.stream, fragment);
        PlayableTrack track = segments.playable(media.stream, fragment).track(1);
        ArrivingFrames arriving = new ArrivingFrames(record.header());
        byte[] payload = segments.read(media.stream, record, FragmentMedia::payload);
        List<Byte> joined = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < payload.length; at += 1_500) {
            arriving.push(java.nio.ByteBuffer.wrap(payload, at, Math.min(1_500, payload.length - at)));
            int to = track.settled(arriving.track(0));
            add(joined, TrackSamples.of(track, fragment.producerTimestampMs(), arriving.track(0), payload, from, to));
            from = to;
        }
        TrackFrames all = arriving.track(0);
        add(joined, TrackSamples.of(track, fragment.producerTimestampMs(), all, payload, from, all.count()));
        List<Byte> whole = new ArrayList<>();
        add(whole, segments.read(media.stream, record, read -> read.samples(track)));
        assertThat(joined).isEqualTo(whole).hasSizeGreaterThan(1_000);
    }

    private static void add(List<Byte> bytes, TrackSamples samples) {
        for (byte one : samples.bytes()) {
            bytes.add(one);
        }
    }

    @Test
    void oneFragment_isMadeOnce_howeverManyWantIt() throws Exception {
        FragmentInfo fragment = media.record(CAMERA, 1, new ArrayList<>()).getFirst();
        List<Callable<byte[]>> wishes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            wishes.add(() -> segments.media(media.stream, fragment, 1));
        }
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<byte[]> got = new ArrayList<>();
            for (Future<byte[]> future : readers.invokeAll(wishes)) {
                got.add(future.get());
            }
            assertThat(got).allSatisfy(bytes -> assertThat(bytes).isSameAs(got.getFirst()));
        }
    }

    @Test
    void trackThatIsNotThere_isNotFound() throws Exception {
        FragmentInfo fragment =
                media.record(CAMERA.withAudio(null), 1, new ArrayList<>()).getFirst();
        assertThatThrownBy(() -> segments.media(media.stream, fragment, 2))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.RESOURCE_NOT_FOUND));
    }

    private ApiException refusal(List<Track> tracks) throws Exception {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            frames.add(new Frame(i, 0, true, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        }
        FragmentInfo fragment = media.write(StoredMedia.START_MS, tracks, frames);
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                ApiException.class, () -> segments.playable(media.stream, fragment));
    }

    @Test
    void codecDataThatIsMissingOrBroken_isRefusedAsAwsDoes_withTheTrackNamed() throws Exception {
        Track silent = Track.video(1, "V_MPEG4/ISO/AVC", null, 640, 360);
        ApiException missing = refusal(List.of(silent));
        assertThat(missing.error()).isEqualTo(ApiError.MISSING_CODEC_PRIVATE_DATA);
        assertThat(missing.explanation()).isEqualTo("Missing codec private data in fragment for track 1.");

        Track broken = Track.video(3, "V_MPEG4/ISO/AVC", Bytes.of(new byte[] {1, 2, 3}), 640, 360);
        ApiException invalid = refusal(List.of(broken));
        assertThat(invalid.error()).isEqualTo(ApiError.INVALID_CODEC_PRIVATE_DATA);
        assertThat(invalid.explanation()).contains("track 3");

        Track unknown = Track.video(1, "V_THEORA", null, 640, 360);
        assertThat(refusal(List.of(unknown)).error()).isEqualTo(ApiError.UNSUPPORTED_STREAM_MEDIA_TYPE);
        Track text = new Track(1, 1, Track.TYPE_SUBTITLE, "S_TEXT/UTF8", null, null, null, 0, null, null);
        assertThat(refusal(List.of(text)).error()).isEqualTo(ApiError.UNSUPPORTED_STREAM_MEDIA_TYPE);
    }

    /// WAVEFORMATEX of G.711 A-law, 8 kHz, one channel.
    private static final byte[] ALAW_8_KHZ = {6, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, 0, 0};

    @Test
    void g711_isHeardAsFlac_sampleForSample_inRelaxedModeOnly() throws Exception {
        List<Track> tracks = List.of(Track.audio(1, "A_MS/ACM", Bytes.of(ALAW_8_KHZ), 8_000, 1));
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byte[] packet = new byte[160];
            new java.util.Random(i).nextBytes(packet);
            frames.add(new Frame(0, 20L * i, true, packet));
        }
        FragmentInfo fragment = media.write(StoredMedia.START_MS, tracks, frames);
        Demuxed demuxed =
                Demuxed.of(folder, segments.init(media.stream, fragment, 1), segments.media(media.stream, fragment, 1));
        assertThat(demuxed.streams()).containsExactly(new Demuxed.Stream("flac", 0, 0, 8_000, 8_000));
        assertThat(demuxed.packets())
                .hasSize(50)
                .allSatisfy(packet -> assertThat(packet.duration()).isEqualTo(160));
        assertThat(demuxed.packets().getFirst().pts()).isEqualTo(StoredMedia.START_MS * 8);

        assertThatThrownBy(() -> segments.ts(media.stream, fragment)).hasMessageContaining("ask for FRAGMENTED_MP4");
        Segments strict = new Segments(media.store, LimitsMode.AWS, 1 << 20);
        byte[] segment = strict.media(media.stream, fragment, 1);
        assertThat(segment)
                .hasSizeGreaterThan(50 * 160)
                .endsWith(frames.getLast().bytes());
    }

    @Test
    void soundThatNoPlayerKnows_leavesThePicture_inRelaxedModeOnly() throws Exception {
        List<EncodedFrame> sent = new ArrayList<>();
        List<Track> tracks;
        try (var camera = new kinora.camera.SyntheticCamera(CAMERA, StoredMedia.START_MS)) {
            tracks = new ArrayList<>(StoredMedia.tracks(camera));
            sent.add(camera.next());
        }
        tracks.set(1, Track.audio(2, "A_VORBIS", null, 48_000, 1));
        byte[] picture =
                StoredMedia.bytes(of(CameraTrack.VIDEO, sent).getFirst().data());
        FragmentInfo fragment = media.write(
                StoredMedia.START_MS,
                tracks,
                List.of(new Frame(0, 0, true, picture), new Frame(1, 0, true, new byte[100])));
        assertThat(segments.playable(media.stream, fragment).audio()).isNull();
        Segments strict = new Segments(media.store, LimitsMode.AWS, 1 << 20);
        assertThatThrownBy(() -> strict.playable(media.stream, fragment))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("track 2");
    }
}
