package kinora.ingest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Goal: the log hears of a change, and not of the same thing again.
class DoctorRoundsTest {
    private final Patient patient = new Patient();
    private final DoctorRounds rounds = new DoctorRounds(() -> {
        throw new AssertionError("nobody is visited here");
    });

    @Test
    void sameFindings_areNewsOnce_whateverTheirNumbers() throws Exception {
        patient.gapMs = i -> i == 2 ? 700 : 0;
        assertThat(rounds.isNews(1, patient.verdict())).isTrue();
        patient.gapMs = i -> i == 3 ? 900 : 0;
        assertThat(rounds.isNews(1, patient.verdict())).isFalse();
    }

    @Test
    void otherFindings_andRecovery_areNews_ofTheirStreamAlone() throws Exception {
        assertThat(rounds.isNews(1, patient.verdict())).isTrue();
        assertThat(rounds.isNews(2, patient.verdict())).isTrue();
        patient.keyFrame = Patient.annexBKeyFrame();
        assertThat(rounds.isNews(1, patient.verdict())).isTrue();
        patient.keyFrame = new Patient().keyFrame;
        assertThat(rounds.isNews(2, patient.verdict())).isFalse();
        assertThat(rounds.isNews(1, patient.verdict())).isTrue();
    }

    @Test
    void visits_areFewAndFarBetween() {
        assertThat(LongStream.rangeClosed(1, 1_000).filter(DoctorRounds::isDue))
                .containsExactly(1L, 30L, 300L, 600L, 900L);
    }
}
