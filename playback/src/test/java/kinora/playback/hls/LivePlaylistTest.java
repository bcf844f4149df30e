package kinora.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kinora.camera.CameraSettings;
import kinora.camera.CameraTrack;
import kinora.camera.EncodedFrame;
import kinora.camera.SyntheticCamera;
import kinora.formats.mkv.Track;
import kinora.model.LimitsMode;
import kinora.playback.Playback;
import kinora.playback.StoredMedia;
import kinora.playback.StoredMedia.Frame;
import kinora.playback.session.PlaybackSession;
import kinora.playback.session.PlaybackSessions.Open;
import kinora.playback.session.SessionTerms;
import kinora.playback.session.SessionTerms.Container;
import kinora.playback.session.SessionTerms.Discontinuity;
import kinora.playback.session.SessionTerms.Kind;
import kinora.playback.session.SessionTerms.Mode;
import kinora.store.TimestampKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: what a player counts by never changes for a fragment, whatever the clock does and however often the server
/// starts again. Method: read each playlist as RFC 8216bis, 4.4.3 and 6.2.2 has a client read it.
class LivePlaylistTest {
    private static final long HOUR_MS = 3_600_000;

    @TempDir
    Path folder;

    private StoredMedia media;
    private SyntheticCamera camera;
    private List<Frame> pictures;
    private byte[] sound;

    @BeforeEach
    void open() throws Exception {
        media = new StoredMedia(folder);
        camera = new SyntheticCamera(
                CameraSettings.DEFAULT.withFramesPerSecond(10).withKeyFrameIntervalFrames(10), 0);
        pictures = new ArrayList<>();
        sound = new byte[0];
        while (pictures.size() < 10 || sound.length == 0) {
            EncodedFrame frame = camera.next();
            byte[] bytes = new byte[frame.data().remaining()];
            frame.data().duplicate().get(bytes);
            if (frame.track() == CameraTrack.AUDIO) {
                sound = bytes;
            } else if (pictures.size() < 10) {
                pictures.add(new Frame(0, 100L * pictures.size(), frame.key(), bytes));
            }
        }
    }

    @AfterEach
    void close() throws Exception {
        camera.close();
        media.close();
    }

    private void write(long startMs, boolean withSound) throws Exception {
        List<Track> tracks = StoredMedia.tracks(camera);
        List<Frame> frames = new ArrayList<>(pictures);
        if (withSound) {
            frames.add(1, new Frame(1, 0, true, sound));
        }
        media.write(startMs, withSound ? tracks : tracks.subList(0, 1), frames);
    }

    /// Four sessions of one stream: two at 1970, one an hour back, one with sound added.
    private void writeFourSessions() throws Exception {
        long now = StoredMedia.START_MS;
        for (long start : new long[] {5_000, 2_000, now, now - HOUR_MS}) {
            for (int i = 0; i < 3; i++) {
                write(start + 1_000L * i, false);
            }
        }
        for (int i = 3; i < 6; i++) {
            write(now - HOUR_MS + 1_000L * i, true);
        }
    }

    private Playback playback(LimitsMode limits) {
        return new Playback(media.store, limits, InstantSource.system());
    }

    private SessionTerms terms(Discontinuity discontinuity, int max) {
        long now = System.currentTimeMillis();
        return new SessionTerms(
                Kind.HLS,
                media.stream.arn(),
                Mode.LIVE,
                TimestampKind.PRODUCER,
                -1,
                -1,
                Container.FRAGMENTED_MP4,
                discontinuity,
                false,
                false,
                max,
                now,
                now + 300_000,
                "arn:aws:iam::123456789012:root",
                "AKIDROOT");
    }

    private static String playlist(Playback playback, Open open) throws Exception {
        return new String(playback.hls().media(open, 1, BlockingReload.NONE), StandardCharsets.UTF_8);
    }

    @Test
    void relaxedMarksEveryJump_evenWhereNeverWasAsked() throws Exception {
        writeFourSessions();
        Playback playback = playback(LimitsMode.RELAXED);
        PlaybackSession session = playback.sessions().open(media.stream, terms(Discontinuity.NEVER, 100));
        String text = playlist(playback, playback.sessions().require(session.token(), Kind.HLS));
        assertThat(count(text, "#EXTINF:")).isEqualTo(15);
        // Back to an earlier 1970, to the present, an hour back; the sound joins, but needs another map.
        assertThat(count(text, "#EXT-X-DISCONTINUITY\n")).isEqualTo(4);
        assertThat(count(text, "#EXT-X-MAP:")).isEqualTo(2);
    }

    @Test
    void awsNeverMarksWhereNeverWasAsked_butNamesTheNewMap() throws Exception {
        writeFourSessions();
        Playback playback = playback(LimitsMode.AWS);
        PlaybackSession session = playback.sessions().open(media.stream, terms(Discontinuity.NEVER, 100));
        String text = playlist(playback, playback.sessions().require(session.token(), Kind.HLS));
        assertThat(count(text, "#EXT-X-DISCONTINUITY\n")).isZero();
        assertThat(count(text, "#EXT-X-MAP:")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Discontinuity.class)
    void countsOfAFragmentNeverChange_overAWindowThatSlidesAndAServerThatStartsAgain(Discontinuity mode)
            throws Exception {
        write(1_000, false);
        Playback playback = playback(LimitsMode.RELAXED);
        String token = playback.sessions().open(media.stream, terms(mode, 3)).token();
        Map<String, String> counts = new TreeMap<>();
        long startMs = 2_000;
        for (int i = 0; i < 24; i++) {
            String text = playlist(playback, playback.sessions().require(token, Kind.HLS));
            for (Map.Entry<String, String> count : counts(text).entrySet()) {
                assertThat(counts.getOrDefault(count.getKey(), count.getValue()))
                        .as("%s at %d in\n%s", count.getKey(), i, text)
                        .isEqualTo(count.getValue());
                counts.put(count.getKey(), count.getValue());
            }
            if (i % 5 == 4) {
                playback = playback(LimitsMode.RELAXED);
            }
            boolean jump = i % 7 == 3;
            startMs += jump ? -5_000 : 1_000;
            write(startMs, i > 12);
            if (i % 4 == 0) {
                startMs += 1_000;
                write(startMs, i > 12);
            }
        }
        assertThat(counts).hasSizeGreaterThan(24);
    }

    /// What a client counts for each segment: its media sequence number, its discontinuity, its map.
    private static Map<String, String> counts(String text) {
        Map<String, String> counts = new TreeMap<>();
        long sequence = 0;
        long discontinuity = 0;
        String map = "";
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("#EXT-X-MEDIA-SEQUENCE:")) {
                sequence = number(line);
            } else if (line.startsWith("#EXT-X-DISCONTINUITY-SEQUENCE:")) {
                discontinuity = number(line);
            } else if (line.equals("#EXT-X-DISCONTINUITY")) {
                discontinuity++;
            } else if (line.startsWith("#EXT-X-MAP:")) {
                map = line;
            } else if (line.startsWith("getMP4MediaFragment")) {
                counts.put(line, sequence++ + " " + discontinuity + " " + map);
            }
        }
        return counts;
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1));
    }

    private static int count(String text, String of) {
        return text.split(of, -1).length - 1;
    }
}
