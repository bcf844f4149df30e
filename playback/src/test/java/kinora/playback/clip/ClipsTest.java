package kinora.playback.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.formats.bits.Bytes;
import kinora.formats.mkv.Track;
import kinora.model.LimitsMode;
import kinora.playback.Demuxed;
import kinora.playback.StoredMedia;
import kinora.playback.StoredMedia.Frame;
import kinora.playback.remux.Segments;
import kinora.store.FragmentInfo;
import kinora.store.TimestampKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a clip is one file with what the producer sent in the span. Method: write fragments, ask FFmpeg.
class ClipsTest {
    private static final CameraSettings CAMERA =
            CameraSettings.DEFAULT.withFramesPerSecond(10).withKeyFrameIntervalFrames(10);
    private static final long START_MS = StoredMedia.START_MS;

    @TempDir
    private Path folder;

    private StoredMedia media;

    @BeforeEach
    void open() throws Exception {
        media = new StoredMedia(folder);
    }

    @AfterEach
    void close() {
        media.close();
    }

    private Clip clip(LimitsMode limits, long startMs, long endMs) throws Exception {
        Segments segments = new Segments(media.store, limits, 16 << 20);
        return new Clips(media.store, segments, limits)
                .of(media.stream, new ClipSpan(TimestampKind.PRODUCER, startMs, endMs));
    }

    private static byte[] bytes(Clip clip) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        clip.writeTo(out::write);
        assertThat(clip.sizeBytes()).isIn(-1L, (long) out.size());
        return out.toByteArray();
    }

    private static List<byte[]> bytesOf(CameraTrack track, List<EncodedFrame> sent) {
        return sent.stream()
                .filter(frame -> frame.track() == track)
                .map(frame -> StoredMedia.bytes(frame.data()))
                .toList();
    }

    private static List<Demuxed.Packet> packets(Demuxed demuxed, int stream) {
        return demuxed.packets().stream()
                .filter(packet -> packet.stream() == stream)
                .toList();
    }

    @Test
    void clip_isWhatTheCameraSent_fromZeroOn() throws Exception {
        List<EncodedFrame> sent = new ArrayList<>();
        media.record(CAMERA, 3, sent);
        Clip clip = clip(LimitsMode.AWS, START_MS, START_MS + 60_000);
        assertThat(clip).isInstanceOf(ProgressiveClip.class);
        Demuxed demuxed = Demuxed.of(folder, bytes(clip));
        assertThat(demuxed.streams()).extracting(Demuxed.Stream::codec).containsExactly("h264", "aac");
        assertThat(packets(demuxed, 0))
                .extracting(Demuxed.Packet::bytes)
                .containsExactlyElementsOf(bytesOf(CameraTrack.VIDEO, sent));
        assertThat(packets(demuxed, 1))
                .extracting(Demuxed.Packet::bytes)
                .containsExactlyElementsOf(bytesOf(CameraTrack.AUDIO, sent));
        for (int i = 0; i < 30; i++) {
            assertThat(packets(demuxed, 0).get(i).pts()).isEqualTo(i * 9000L);
        }
    }

    @Test
    void indexStandsInFront_andAnyRangeCanBeMadeAlone() throws Exception {
        media.record(CAMERA, 3, new ArrayList<>());
        ProgressiveClip clip = (ProgressiveClip) clip(LimitsMode.RELAXED, START_MS, START_MS + 60_000);
        byte[] whole = bytes(clip);
        for (int from = 0; from < whole.length; from += whole.length / 17) {
            int to = Math.min(whole.length, from + whole.length / 5);
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            clip.writeTo(part::write, from, to);
            assertThat(part.toByteArray()).isEqualTo(Arrays.copyOfRange(whole, from, to));
        }
    }

    @Test
    void span_takesFragmentsThatBeginInIt() throws Exception {
        media.record(CAMERA.withAudio(null), 4, new ArrayList<>());
        Demuxed demuxed = Demuxed.of(folder, bytes(clip(LimitsMode.AWS, START_MS + 1, START_MS + 2_000)));
        assertThat(demuxed.packets()).hasSize(20);
    }

    @Test
    void reorderedPictures_keepTheirTimes() throws Exception {
        List<Frame> frames = new ArrayList<>();
        for (long timeMs : new long[] {0, 120, 40, 80, 240, 160, 200}) {
            frames.add(new Frame(
                    0, timeMs, timeMs == 0, new byte[] {0, 0, 0, 2, (byte) (timeMs == 0 ? 0x65 : 0x41), 1}));
        }
        media.write(START_MS, List.of(h264(cameraTracks())), frames);
        Demuxed demuxed = Demuxed.of(folder, bytes(clip(LimitsMode.AWS, START_MS, START_MS + 60_000)));
        assertThat(demuxed.packets())
                .extracting(packet -> packet.pts() / 90)
                .containsExactly(0L, 120L, 40L, 80L, 240L, 160L, 200L);
        assertThat(demuxed.packets()).extracting(Demuxed.Packet::dts).isSorted();
    }

    /// Fragments of one picture each, at these times.
    private void pictures(Track track, long... timesMs) throws Exception {
        for (long timeMs : timesMs) {
            media.write(timeMs, List.of(track), List.of(new Frame(0, 0, true, new byte[] {0, 0, 0, 2, 0x65, 1})));
        }
    }

    private static Track h264(List<Track> camera) {
        return camera.getFirst();
    }

    private List<Track> cameraTracks() throws Exception {
        try (var camera = new kinora.camera.SyntheticCamera(CAMERA, START_MS)) {
            return StoredMedia.tracks(camera);
        }
    }

    @Test
    void shortGap_staysAGap_longOneIsClosed() throws Exception {
        pictures(h264(cameraTracks()), START_MS, START_MS + 5_000, START_MS + 3_600_000);
        Demuxed demuxed = Demuxed.of(folder, bytes(clip(LimitsMode.AWS, START_MS, START_MS + 7_200_000)));
        List<Long> times = demuxed.packets().stream().map(Demuxed.Packet::pts).toList();
        assertThat(times.subList(0, 2)).containsExactly(0L, 450_000L);
        assertThat(times.get(2)).isBetween(450_000L + 1, 450_000L + 12_000);
    }

    @Test
    void producerThatStepsBack_endsTheFirstRun() throws Exception {
        pictures(h264(cameraTracks()), START_MS + 2_000, START_MS + 3_000, START_MS + 1_000, START_MS + 4_000);
        Demuxed demuxed = Demuxed.of(folder, bytes(clip(LimitsMode.AWS, START_MS, START_MS + 60_000)));
        assertThat(demuxed.packets()).hasSize(2);
    }

    @Test
    void stepBackByServerTime_isClosedUp() throws Exception {
        pictures(h264(cameraTracks()), START_MS + 9_000, START_MS + 1_000, START_MS + 2_000);
        Segments segments = new Segments(media.store, LimitsMode.RELAXED, 16 << 20);
        ClipSpan always = new ClipSpan(TimestampKind.SERVER, 0, Long.MAX_VALUE);
        Clip clip = new Clips(media.store, segments, LimitsMode.RELAXED).of(media.stream, always);
        assertThat(Demuxed.of(folder, bytes(clip)).packets())
                .extracting(Demuxed.Packet::pts)
                .hasSize(3)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void moreThanAwsAllows_givesTheFirst200() throws Exception {
        long[] times = new long[203];
        Arrays.setAll(times, i -> START_MS + 100L * i);
        pictures(h264(cameraTracks()), times);
        assertThat(Demuxed.of(folder, bytes(clip(LimitsMode.AWS, START_MS, START_MS + 60_000)))
                        .packets())
                .hasSize(200);
        assertThat(Demuxed.of(folder, bytes(clip(LimitsMode.RELAXED, START_MS, START_MS + 60_000)))
                        .packets())
                .hasSize(203);
    }

    @Test
    void soundAddedInTheMiddle_isATrackThatBeginsLater() throws Exception {
        List<Track> tracks = cameraTracks();
        pictures(h264(tracks), START_MS);
        byte[] packet = {0x21, 0x10, 5};
        media.write(
                START_MS + 1_000,
                tracks,
                List.of(
                        new Frame(0, 0, true, new byte[] {0, 0, 0, 2, 0x65, 1}),
                        new Frame(1, 0, true, packet),
                        new Frame(1, 21, true, packet)));
        Demuxed demuxed = Demuxed.of(folder, bytes(clip(LimitsMode.AWS, START_MS, START_MS + 60_000)));
        assertThat(demuxed.streams()).hasSize(2);
        assertThat(packets(demuxed, 1)).hasSize(2);
        Demuxed.Packet first = packets(demuxed, 1).getFirst();
        assertThat(first.pts() * 1000 / demuxed.streams().get(1).timescale()).isBetween(999L, 1_000L);
    }

    @Test
    void annexB_isRepaired_andIndexedWhenShort_fragmentedWhenLong() throws Exception {
        byte[] picture = {0, 0, 0, 1, 0x65, 1, 2};
        List<Track> tracks = List.of(h264(cameraTracks()));
        for (int i = 0; i < 201; i++) {
            media.write(START_MS + 1_000L * i, tracks, List.of(new Frame(0, 0, true, picture)));
        }
        Clip few = clip(LimitsMode.RELAXED, START_MS, START_MS + 5_000);
        Clip many = clip(LimitsMode.RELAXED, START_MS, START_MS + 1_000_000);
        assertThat(few).isInstanceOf(ProgressiveClip.class);
        assertThat(many).isInstanceOf(FragmentedClip.class);
        assertThat(Demuxed.of(folder, bytes(few)).packets()).hasSize(6);
        Demuxed demuxed = Demuxed.of(folder, bytes(many));
        assertThat(demuxed.packets())
                .hasSize(201)
                .allMatch(packet -> Arrays.equals(packet.bytes(), new byte[] {0, 0, 0, 3, 0x65, 1, 2}));
        assertThat(demuxed.packets().get(200).pts()).isEqualTo(200 * 90_000L);
    }

    @Test
    void g711_staysG711WithAws_andIsFlacElsewhere() throws Exception {
        byte[] wave = {7, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, 0, 0};
        Track sound = Track.audio(2, "A_MS/ACM", Bytes.of(wave), 8000, 1);
        List<Track> tracks = List.of(h264(cameraTracks()), sound);
        media.write(
                START_MS,
                tracks,
                List.of(
                        new Frame(0, 0, true, new byte[] {0, 0, 0, 2, 0x65, 1}),
                        new Frame(1, 0, true, new byte[160]),
                        new Frame(1, 20, true, new byte[160])));
        Demuxed aws = Demuxed.of(folder, bytes(clip(LimitsMode.AWS, START_MS, START_MS + 60_000)));
        assertThat(aws.streams()).extracting(Demuxed.Stream::codec).containsExactly("h264", "pcm_mulaw");
        Demuxed relaxed = Demuxed.of(folder, bytes(clip(LimitsMode.RELAXED, START_MS, START_MS + 60_000)));
        assertThat(relaxed.streams()).extracting(Demuxed.Stream::codec).containsExactly("h264", "flac");
    }

    @Test
    void nothingInTheSpan_isNotFound() {
        assertThatThrownBy(() -> clip(LimitsMode.RELAXED, 1, 2)).hasMessageContaining("ResourceNotFoundException");
    }

    @Test
    void spanOfMoreThanADay_isRefusedWithAws() {
        assertThatThrownBy(() -> clip(LimitsMode.AWS, 0, 86_400_001)).hasMessageContaining("within 24 hours");
        assertThatThrownBy(() -> clip(LimitsMode.AWS, 5, 5)).hasMessageContaining("later than");
    }

    @Test
    void fragmentsOfTheSameTime_countOnce() throws Exception {
        pictures(h264(cameraTracks()), START_MS, START_MS + 1_000, START_MS + 1_000);
        List<FragmentInfo> stored = media.store.archive().newest(media.stream, 10);
        assertThat(stored).hasSize(3);
        List<FragmentInfo> chosen = ClipFragments.of(
                media.store.archive(),
                media.stream,
                new ClipSpan(TimestampKind.PRODUCER, START_MS, START_MS + 60_000),
                LimitsMode.AWS);
        assertThat(chosen).containsExactly(stored.get(0), stored.get(2));
    }
}
