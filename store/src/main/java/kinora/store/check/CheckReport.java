package kinora.store.check;

import java.util.List;

/// What a check looked at and what it found damaged.
public record CheckReport(int streams, long fragments, long bytes, List<Problem> problems) {
    public CheckReport {
        problems = List.copyOf(problems);
    }

    /// One damaged thing: whose it is, and what is wrong with it.
    public record Problem(String what, String explanation) {}

    public boolean isSound() {
        return problems.isEmpty();
    }
}
