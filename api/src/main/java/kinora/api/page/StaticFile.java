package kinora.api.page;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import kinora.http.Headers;
import kinora.http.RequestHead;
import kinora.http.Response;

/// A file of this program, held in memory, plain and compressed; the same for everyone.
final class StaticFile {
    /// The page may fetch from this server only, and its address, which carries the token, goes nowhere.
    private static final String POLICY = "default-src 'self'; media-src 'self' blob:; worker-src blob:;"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'";

    private static final Map<String, StaticFile> READ = new ConcurrentHashMap<>();

    private final String contentType;
    private final byte[] plain;
    private final byte[] compressed;
    private final String tag;

    private StaticFile(String contentType, byte[] plain) throws IOException {
        this.contentType = contentType;
        this.plain = plain;
        this.compressed = compress(plain);
        this.tag = "\"" + digest(plain) + "\"";
    }

    /// Whether the program was built with this file.
    static boolean exists(String name) {
        return StaticFile.class.getResource(name) != null;
    }

    /// Read and compressed when first asked for: most servers start without a viewer waiting.
    static StaticFile of(String name, String contentType) {
        return READ.computeIfAbsent(name, _ -> read(name, contentType));
    }

    private static StaticFile read(String name, String contentType) {
        try (InputStream resource = StaticFile.class.getResourceAsStream(name)) {
            return new StaticFile(
                    contentType, Objects.requireNonNull(resource, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response answer(RequestHead head) {
        HttpHeaders headers = Headers.of(
                "ETag", tag,
                "Cache-Control", "no-cache",
                "Vary", "Accept-Encoding",
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Content-Security-Policy", POLICY);
        if (tag.equals(head.header("If-None-Match"))) {
            return new Response(304, headers, new byte[0]);
        }
        headers.set("Content-Type", contentType);
        String accepted = head.header("Accept-Encoding");
        if (accepted == null || !accepted.contains("gzip")) {
            return new Response(200, headers, plain);
        }
        return new Response(200, headers.set("Content-Encoding", "gzip"), compressed);
    }

    private static byte[] compress(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
