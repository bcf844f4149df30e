package kinora.ingest.doctor;

import java.util.Objects;

/// One thing that the doctor found. `code` never changes its meaning; `sentence` says what is, `advice` what to do, and
/// is empty where nothing need be done.
///
/// @param trackNumber as in the stream's header; 0 where it is about the whole stream
public record Finding(Severity severity, String code, long trackNumber, String sentence, String advice) {
    public Finding {
        Objects.requireNonNull(severity, "severity is null");
        if (code.isBlank() || sentence.isBlank()) {
            throw new IllegalArgumentException("a finding without its words: " + code);
        }
    }
}
