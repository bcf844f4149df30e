package kinora.api.archivedmedia;

import kinora.model.ApiException;
import kinora.store.Archive;
import kinora.store.FragmentInfo;
import kinora.store.TimestampKind;

/// A span of time and how far a client has read in it.
record FragmentPage(TimestampKind kind, long startMs, long endMs, long afterTimestampMs, long afterSequence) {
    Archive.Page query(int maxResults) {
        return new Archive.Page(startMs, endMs, afterTimestampMs, afterSequence, maxResults);
    }

    FragmentPage after(FragmentInfo last) {
        return new FragmentPage(
                kind, startMs, endMs, last.timestampMs(kind), last.number().sequence());
    }

    boolean isSameSpan(FragmentPage other) {
        return kind == other.kind && startMs == other.startMs && endMs == other.endMs;
    }

    /// What goes into a page token, which is authenticated: it comes back as it was.
    String text() {
        return kind + " " + startMs + " " + endMs + " " + afterTimestampMs + " " + afterSequence;
    }

    static FragmentPage parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 5) {
            throw ApiException.invalidArgument("NextToken is of another version of this server.");
        }
        return new FragmentPage(
                TimestampKind.valueOf(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }
}
