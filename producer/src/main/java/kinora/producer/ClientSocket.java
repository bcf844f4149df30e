package kinora.producer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The TCP connection, and TLS over it if the endpoint says https.
///
/// `transport` is what one closes: closing a TLS socket wants to say goodbye first, and would wait for ever behind a
/// writer whose peer has stopped to read.
record ClientSocket(Socket transport, Socket socket) {
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    static ClientSocket connect(PutMediaRequest request) throws IOException {
        Socket transport = new Socket();
        try {
            transport.setTcpNoDelay(true);
            transport.setKeepAlive(true);
            transport.connect(new InetSocketAddress(host(request), request.port()), CONNECT_TIMEOUT_MS);
            return new ClientSocket(transport, request.isTls() ? secure(transport, request) : transport);
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private static Socket secure(Socket transport, PutMediaRequest request) throws IOException {
        transport.setSoTimeout(CONNECT_TIMEOUT_MS);
        SSLSocket socket =
                (SSLSocket) factory(request.sslContext()).createSocket(transport, host(request), request.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLSocketFactory factory(@Nullable SSLContext context) {
        return context == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : context.getSocketFactory();
    }

    /// A literal IPv6 address stands in brackets in a URI, and without them everywhere else.
    private static String host(PutMediaRequest request) {
        String host = request.endpoint().getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
