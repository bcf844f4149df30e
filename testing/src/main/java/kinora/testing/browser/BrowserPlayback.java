package kinora.testing.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A browser of its own with one page that plays; closing it ends the browser.
public final class BrowserPlayback implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int START_SECONDS = 60;
    private static final int ANSWER_SECONDS = 20;
    private static final int END_SECONDS = 10;
    private static final long LOOK_EACH_MS = 50;

    private final Process driver;
    private final Writer orders;
    private final PlaybackLog log = new PlaybackLog();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();

    private BrowserPlayback(ObjectNode wish) throws IOException, InterruptedException {
        Path home = BrowserHome.prepare();
        wish.put("chromium", BrowserHome.program("chromium").toString());
        driver = new ProcessBuilder("node", home.resolve("drive.mjs").toString(), wish.toString())
                .redirectErrorStream(true)
                .start();
        orders = driver.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readEvents, "browser-events");
        reader.setDaemon(true);
        reader.start();
        awaitReady();
    }

    /// Plays a playlist or manifest, sound off.
    public static BrowserPlayback play(Player player, URI url) throws IOException, InterruptedException {
        return new BrowserPlayback(wish(player).put("url", url.toString()));
    }

    /// As [#play], with the sound on and listened to.
    public static BrowserPlayback listen(Player player, URI url) throws IOException, InterruptedException {
        return new BrowserPlayback(wish(player).put("url", url.toString()).put("listen", true));
    }

    /// Plays a playlist of files in a folder, served beside the player.
    public static BrowserPlayback playFile(Player player, Path playlist) throws IOException, InterruptedException {
        Path folder = playlist.toAbsolutePath().getParent();
        return new BrowserPlayback(wish(player)
                .put("url", playlist.getFileName().toString())
                .put("folder", String.valueOf(folder))
                .put("listen", true));
    }

    /// Opens a page that has a video of its own.
    public static BrowserPlayback open(URI page) throws IOException, InterruptedException {
        return new BrowserPlayback(JSON.createObjectNode().put("page", page.toString()));
    }

    private static ObjectNode wish(Player player) {
        return JSON.createObjectNode().put("player", player.pageName());
    }

    /// What has been seen so far.
    public PlaybackReport report() {
        return log.report();
    }

    /// Waits until what was seen is as wished, or for so long; the caller asserts on what comes back.
    public PlaybackReport await(Predicate<PlaybackReport> wished, Duration longest) throws InterruptedException {
        long deadlineNs = System.nanoTime() + longest.toNanos();
        PlaybackReport seen = report();
        while (!wished.test(seen) && System.nanoTime() < deadlineNs && driver.isAlive()) {
            Thread.sleep(LOOK_EACH_MS);
            seen = report();
        }
        return seen;
    }

    /// The value of a JavaScript expression in the page.
    public JsonNode evaluate(String expression) throws IOException, InterruptedException {
        return ask("evaluate " + expression);
    }

    /// A PNG of the page as it is.
    public void screenshot(Path file) throws IOException, InterruptedException {
        ask("screenshot " + file.toAbsolutePath());
    }

    private JsonNode ask(String order) throws IOException, InterruptedException {
        answers.clear();
        orders.write(order + "\n");
        orders.flush();
        JsonNode answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer == null || answer.has("failure")) {
            throw new IOException("no answer to '" + order + "': " + answer);
        }
        return answer.path("value");
    }

    @Override
    public void close() throws IOException {
        try (orders) {
            orders.write("quit\n");
            orders.flush();
            if (!driver.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                endAll();
            }
        } catch (InterruptedException e) {
            endAll();
            Thread.currentThread().interrupt();
        }
    }

    /// The browser's processes are the driver's children, and outlive it if it is killed alone.
    private void endAll() {
        driver.descendants().forEach(ProcessHandle::destroyForcibly);
        driver.destroyForcibly();
    }

    private void awaitReady() throws IOException, InterruptedException {
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            endAll();
            throw new IOException("the browser did not start: " + report(), e);
        }
    }

    private void readEvents() {
        try (BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                onLine(line);
            }
        } catch (IOException e) {
            log.addError("the driver's output broke off: " + e.getMessage());
        }
        ready.completeExceptionally(new IOException("the driver ended"));
    }

    private void onLine(String line) {
        JsonNode event = parse(line);
        if (event == null) {
            log.addError(line);
            return;
        }
        switch (event.path("kind").asString("")) {
            case "ready" -> ready.complete(true);
            case "answer" -> answers.add(event);
            default -> log.add(event);
        }
    }

    /// Node itself says what it has to say in words.
    private static @Nullable JsonNode parse(String line) {
        return line.startsWith("{") ? JSON.readTree(line) : null;
    }
}
