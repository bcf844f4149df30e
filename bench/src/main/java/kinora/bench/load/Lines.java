package kinora.bench.load;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/// Cuts what arrives into lines; chunk sizes, headers and acknowledgements are all lines of their own.
final class Lines {
    private static final int LINE_BYTES_MAX = 8 << 10;

    private final Consumer<String> listener;
    private final StringBuilder line = new StringBuilder();

    Lines(Consumer<String> listener) {
        this.listener = listener;
    }

    void read(ByteBuf in) {
        while (in.isReadable()) {
            char c = (char) (in.readByte() & 0xFF);
            if (c == '\n') {
                String whole = line.toString();
                line.setLength(0);
                listener.accept(whole);
            } else if (c != '\r' && line.length() < LINE_BYTES_MAX) {
                line.append(c);
            }
        }
    }
}
