package kinora.ingest.doctor;

import java.util.ArrayList;
import java.util.List;

/// Findings while they are gathered.
final class Findings {
    private final List<Finding> all = new ArrayList<>();
    private long trackNumber;

    /// What follows is about this track; 0 for the whole stream.
    void about(long track) {
        trackNumber = track;
    }

    void ok(String code, String sentence) {
        all.add(new Finding(Severity.OK, code, trackNumber, sentence, ""));
    }

    void note(String code, String sentence, String advice) {
        all.add(new Finding(Severity.NOTE, code, trackNumber, sentence, advice));
    }

    void warn(String code, String sentence, String advice) {
        all.add(new Finding(Severity.WARN, code, trackNumber, sentence, advice));
    }

    void error(String code, String sentence, String advice) {
        all.add(new Finding(Severity.ERROR, code, trackNumber, sentence, advice));
    }

    List<Finding> all() {
        return all;
    }
}
