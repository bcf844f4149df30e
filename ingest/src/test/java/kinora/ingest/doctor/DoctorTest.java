package kinora.ingest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import kinora.formats.mkv.Track;
import kinora.ingest.doctor.PlayerVerdict.Plays;
import org.junit.jupiter.api.Test;

/// Goal: a sound stream is called sound, and each illness by its name.
class DoctorTest {
    private final Patient patient = new Patient();

    @Test
    void soundStream_isCalledSound_andPlaysEverywhere() throws Exception {
        Verdict verdict = patient.verdict();

        assertThat(patient.codes()).isEmpty();
        assertThat(verdict.severity()).isEqualTo(Severity.OK);
        assertThat(verdict.findings())
                .extracting(Finding::sentence)
                .contains(
                        "H264 avc1.42c00d, 322 x 182, 30.0 frames/s.",
                        "AAC mp4a.40.2, 48000 Hz, 2 channels.",
                        "Fragments last 2.0 s: plain HLS shows a picture 7 s after it was taken.");
        assertThat(verdict.players()).extracting(PlayerVerdict::plays).containsOnly(Plays.YES);
    }

    @Test
    void annexB_isToldOfOnce_withWhatToDo() throws Exception {
        patient.keyFrame = Patient.annexBKeyFrame();
        assertThat(patient.codes()).isEqualTo("ANNEX_B");
        assertThat(patient.verdict().findings().getFirst().advice()).contains("AVCC");
    }

    @Test
    void missingPrivate_isAWarning_whereTheFrameHelps_andAnErrorWhereNot() throws Exception {
        patient.video = Track.video(1, "V_MPEG4/ISO/AVC", null, 322, 182);
        assertThat(patient.codes()).isEqualTo("CONFIGURATION_MISSING");
        assertThat(patient.verdict().players()).extracting(PlayerVerdict::plays).contains(Plays.NO);

        patient.keyFrame = Patient.annexBKeyFrame();
        assertThat(patient.codes()).isEqualTo("CONFIGURATION_IN_BAND ANNEX_B");
        assertThat(patient.verdict().players()).extracting(PlayerVerdict::plays).containsOnly(Plays.YES);
    }

    @Test
    void brokenAndUnknownCodecs_areErrors_thatNameTheTrack() throws Exception {
        patient.video = Track.video(1, "V_MPEG4/ISO/AVC", Patient.bytes("01020304"), 322, 182);
        patient.audio = Track.audio(2, "A_OPUS", null, 48_000, 2);

        assertThat(patient.codes()).isEqualTo("CONFIGURATION_BROKEN CODEC_UNSUPPORTED");
        assertThat(patient.verdict().findings().get(1).trackNumber()).isEqualTo(2);
        assertThat(patient.verdict().findings().get(1).sentence())
                .isEqualTo("Track 2 (A_OPUS) cannot be played: codec A_OPUS cannot be played back.");
    }

    @Test
    void soundOfAnUnknownCodec_leavesPicturesInBrowsers() throws Exception {
        patient.audio = Track.audio(2, "A_OPUS", null, 48_000, 2);

        assertThat(patient.verdict().players())
                .extracting(PlayerVerdict::plays)
                .containsExactly(Plays.PARTLY, Plays.PARTLY, Plays.PARTLY, Plays.YES);
    }

    @Test
    void g711_isPlayedAsFlac() throws Exception {
        patient.audio = Track.audio(2, "A_MS/ACM", Patient.bytes("07000100401f0000401f0000010008000000"), 8_000, 1);
        assertThat(patient.codes()).isEqualTo("G711");
    }

    @Test
    void fragmentsWithoutKeyFrame_areAnError() throws Exception {
        patient.beginsWithKey = false;
        assertThat(patient.codes()).isEqualTo("NO_KEY_FRAME");
    }

    @Test
    void reorderedFrames_areNoted_withTheirDepth() throws Exception {
        patient.reordered = true;
        assertThat(patient.codes()).isEqualTo("B_FRAMES");
        assertThat(patient.verdict().findings().getFirst().sentence()).contains("up to 1");
    }

    @Test
    void longAndShortFragments_areNoted() throws Exception {
        patient.packets = 1;
        patient.fragmentMs = 20_000;
        patient.serverStartMs += 18_000;
        assertThat(patient.codes()).isEqualTo("FRAGMENTS_LONG");

        patient.fragmentMs = 200;
        assertThat(patient.codes()).isEqualTo("FRAGMENTS_SHORT");
    }

    @Test
    void gapsAndStepsBack_areTold() throws Exception {
        patient.gapMs = i -> i == 2 ? 700 : 0;
        assertThat(patient.codes()).isEqualTo("GAPS");

        patient.gapMs = i -> i == 2 ? -700 : 0;
        assertThat(patient.codes()).isEqualTo("TIME_BACKWARDS");
    }

    /// Muxers put sound before the pictures that it belongs to, so that a fragment's first frame is no picture.
    @Test
    void soundMuxedEarly_isNoStepBack() throws Exception {
        patient.soundLateMs = -300;
        assertThat(patient.codes()).isEmpty();
    }

    @Test
    void oddClocks_areTold() throws Exception {
        patient.producerStartMs = 0;
        assertThat(patient.codes()).isEqualTo("CLOCK_1970");

        patient.producerStartMs = Patient.START_MS + 3_600_000;
        assertThat(patient.codes()).isEqualTo("CLOCK_FUTURE");

        patient.producerStartMs = Patient.START_MS - 3_600_000;
        assertThat(patient.codes()).isEqualTo("CLOCK_LATE");
    }

    @Test
    void soundThatLiesApart_orDrifts_orIsMissing_isTold() throws Exception {
        patient.soundLateMs = 900;
        assertThat(patient.codes()).isEqualTo("SOUND_APART");

        patient.soundLateMs = 0;
        patient.packetMs = 1024 / 44.1;
        assertThat(patient.codes()).isEqualTo("SOUND_DRIFTS");
        assertThat(patient.verdict().findings().getFirst().sentence())
                .isEqualTo("The packets hold 8.1 % less sound than their times say.");

        patient.packets = 0;
        assertThat(patient.codes()).isEqualTo("NO_SOUND");
    }
}
