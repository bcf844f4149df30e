package kinora.bench.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import kinora.bench.archive.ShortFilm;
import kinora.bench.process.Target;
import kinora.producer.MediaFrame;
import kinora.producer.MediaProducer;
import kinora.producer.PutMediaRequest;

/// A producer that sends a short film over and over, in real time, on a thread of its own.
public final class FilmFeed implements AutoCloseable {
    private final ShortFilm film;
    private final MediaProducer producer;
    private final Thread thread;
    private volatile boolean stopping;

    public FilmFeed(Target target, String stream, ShortFilm film) throws IOException {
        this.film = film;
        this.producer = MediaProducer.open(
                PutMediaRequest.absolute(target.uri(), Target.ROOT, Target.REGION, stream), film.tracks(), _ -> {});
        this.thread = Thread.ofPlatform().name("film").start(this::run);
    }

    private void run() {
        try {
            for (long startMs = System.currentTimeMillis(); !stopping; startMs += film.lengthMs()) {
                showFrom(startMs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void showFrom(long startMs) throws IOException, InterruptedException {
        for (ShortFilm.Frame frame : film.frames()) {
            long atMs = startMs + frame.atMs();
            Thread.sleep(Math.max(0, atMs - System.currentTimeMillis()));
            long number = film.tracks().get(frame.trackIndex()).number();
            producer.write(new MediaFrame(number, atMs, frame.key(), ByteBuffer.wrap(frame.bytes())));
        }
    }

    @Override
    public void close() throws IOException {
        stopping = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
