package kinora.ingest.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import kinora.model.FragmentNumber;

/// All that the doctor has to say of a stream, the worst first.
///
/// @param fragment the last one that was looked at
/// @param fragmentsExamined with those before it
public record Verdict(
        FragmentNumber fragment, int fragmentsExamined, List<Finding> findings, List<PlayerVerdict> players) {
    public Verdict {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
        players = List.copyOf(players);
    }

    public Severity severity() {
        return findings.isEmpty() ? Severity.OK : findings.getFirst().severity();
    }

    /// The same for two verdicts that find the same things, whatever the numbers in them.
    public String signature() {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .map(finding -> finding.code() + ":" + finding.trackNumber())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
