package kinora.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A server for one connection that does what its script says, so that a test decides each byte and its moment.
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    interface Script {
        void run(Peer peer) throws Exception;
    }

    ScriptedServer(Script script) throws IOException {
        this(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), script);
    }

    ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        Thread thread = new Thread(() -> serve(script), "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    URI httpsUri() {
        return URI.create("https://localhost:" + listener.getLocalPort());
    }

    /// Waits for the script's end and passes on what went wrong in it.
    void await() throws Exception {
        done.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve(Script script) {
        try (Socket socket = listener.accept()) {
            script.run(new Peer(socket, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream()));
            done.complete(null);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    record Peer(Socket socket, InputStream in, OutputStream out) {
        static final String OK = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nx-amzn-RequestId: r-1\r\n\r\n";

        String readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            for (String line = HttpInput.readLine(in, 8192); !line.isEmpty(); line = HttpInput.readLine(in, 8192)) {
                head.append(line).append('\n');
            }
            return head.toString();
        }

        /// The next chunk's bytes; none at the end of the body.
        byte[] readChunk() throws IOException {
            int size = Integer.parseInt(HttpInput.readLine(in, 64), 16);
            byte[] chunk = in.readNBytes(size);
            HttpInput.readLine(in, 2);
            return chunk;
        }

        byte[] readBody() throws IOException {
            return new ChunkedInput(in).readAllBytes();
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        void sendAck(String json) throws IOException {
            send(Integer.toHexString(json.length() + 1) + "\r\n" + json + "\n\r\n");
        }
    }
}
