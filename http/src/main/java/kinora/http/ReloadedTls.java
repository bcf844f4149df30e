package kinora.http;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS as the files say that it is: a renewed certificate is used from the next connections on, a broken one is
/// told of and the old one stays.
final class ReloadedTls {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadedTls.class);

    /// Certificates change each few weeks; a listener under load need not look at the disk more often.
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(2);

    private final TlsFiles files;
    private final AtomicLong lookedNs = new AtomicLong(System.nanoTime());
    private volatile Material material;

    private record Material(SslContext context, FileTime certificateTime, FileTime keyTime) {}

    ReloadedTls(TlsFiles files) throws IOException {
        this.files = files;
        this.material = read(files);
    }

    /// For the next connection. Never waits for the disk: if it is time to look, that happens beside.
    SslContext current() {
        long seenNs = lookedNs.get();
        long nowNs = System.nanoTime();
        if (nowNs - seenNs > LOOK_NS && lookedNs.compareAndSet(seenNs, nowNs)) {
            Thread.ofVirtual().name("tls-reload").start(this::look);
        }
        return material.context();
    }

    private void look() {
        try {
            boolean same = material.certificateTime().equals(Files.getLastModifiedTime(files.certificateChain()))
                    && material.keyTime().equals(Files.getLastModifiedTime(files.privateKey()));
            if (!same) {
                material = read(files);
                LOG.info("using the certificate in {} as it is now", files.certificateChain());
            }
        } catch (IOException e) {
            LOG.warn("the certificate was changed and cannot be used, the last one stays: {}", e.getMessage());
        }
    }

    private static Material read(TlsFiles files) throws IOException {
        FileTime certificateTime = timeOf(files.certificateChain());
        FileTime keyTime = timeOf(files.privateKey());
        try {
            return new Material(context(files), certificateTime, keyTime);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    files.certificateChain() + " and " + files.privateKey() + " are no certificate chain and key in"
                            + " PEM; the key must be PKCS#8 without a password (openssl pkcs8 -topk8 -nocrypt): "
                            + e.getMessage(),
                    e);
        }
    }

    private static FileTime timeOf(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + " is not there or cannot be read");
        }
        return Files.getLastModifiedTime(file);
    }

    private static SslContext context(TlsFiles files) throws IOException {
        return SslContextBuilder.forServer(
                        files.certificateChain().toFile(), files.privateKey().toFile())
                .protocols("TLSv1.3", "TLSv1.2")
                // RFC 9113, section 9.2.2: HTTP/2 forbids the weak ones.
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .build();
    }
}
