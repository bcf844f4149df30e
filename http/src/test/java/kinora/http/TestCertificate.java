package kinora.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for 127.0.0.1 that the JDK's keytool makes, as PEM files, and a client's trust in it.
final class TestCertificate {
    private static final char[] PASSWORD = "password".toCharArray();

    private final KeyStore keys;
    private final TlsFiles files;

    private TestCertificate(KeyStore keys, TlsFiles files) {
        this.keys = keys;
        this.files = files;
    }

    static TestCertificate make(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
        keytool(store, name);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        TestCertificate certificate =
                new TestCertificate(keys, new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem")));
        certificate.write();
        return certificate;
    }

    private static void keytool(Path store, String name) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private void write() throws IOException, GeneralSecurityException {
        Files.writeString(
                files.certificateChain(), pem("CERTIFICATE", certificate().getEncoded()));
        byte[] key = keys.getKey("server", PASSWORD).getEncoded();
        Files.writeString(files.privateKey(), pem("PRIVATE KEY", key));
    }

    private static String pem(String what, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    private Certificate certificate() throws GeneralSecurityException {
        return keys.getCertificate("server");
    }

    TlsFiles files() {
        return files;
    }

    /// A client that trusts this certificate and no other.
    SSLContext trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
