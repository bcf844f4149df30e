package kinora.sigv4;

import java.util.ArrayDeque;
import java.util.Deque;

/// A path as services other than S3 sign it: dot segments and empty segments gone, then every segment encoded as it
/// stands, so that what the client had encoded is encoded twice.
final class CanonicalPath {
    static String of(String rawPath) {
        Deque<String> kept = new ArrayDeque<>();
        boolean endsInSlash = false;
        for (String segment : rawPath.split("/", -1)) {
            endsInSlash = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!endsInSlash) {
                kept.addLast(segment);
            }
        }
        String path = "/" + String.join("/", kept);
        return UriEscape.encode(endsInSlash && !kept.isEmpty() ? path + "/" : path, "/");
    }

    private CanonicalPath() {}
}
