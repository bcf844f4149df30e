package kinora.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/// Status and headers of an HTTP/1.1 response; names are compared without regard to case.
record ResponseHead(int status, Map<String, String> headers) {
    private static final int LINE_BYTES_MAX = 8192;
    private static final int HEADERS_MAX = 100;

    ResponseHead {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /// The final head; interim ones (100 Continue) are skipped.
    static ResponseHead read(InputStream in) throws IOException {
        ResponseHead head = readOne(in);
        for (int interim = 0; head.status < 200; interim++) {
            if (interim == 10) {
                throw new IOException("the server sends one interim response after another");
            }
            head = readOne(in);
        }
        return head;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isChunked() {
        return header("Transfer-Encoding").strip().equalsIgnoreCase("chunked");
    }

    private static ResponseHead readOne(InputStream in) throws IOException {
        int status = status(HttpInput.readLine(in, LINE_BYTES_MAX));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = HttpInput.readLine(in, LINE_BYTES_MAX);
                !line.isEmpty();
                line = HttpInput.readLine(in, LINE_BYTES_MAX)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() == HEADERS_MAX) {
                throw new IOException("the server sent a header that is none, or more than " + HEADERS_MAX);
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return new ResponseHead(status, headers);
    }

    private static int status(String line) throws IOException {
        boolean valid = line.startsWith("HTTP/1.")
                && line.length() >= 12
                && line.substring(9, 12).chars().allMatch(c -> c >= '0' && c <= '9');
        if (!valid) {
            throw new IOException("the server does not speak HTTP/1.1 here");
        }
        return Integer.parseInt(line.substring(9, 12));
    }
}
