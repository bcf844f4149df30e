package kinora.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kinora.cli.aws.ApiClient;
import kinora.cli.aws.PlayLink;
import kinora.cli.media.MediaDocument;
import kinora.producer.Ack;
import kinora.producer.AckListener;
import org.jspecify.annotations.Nullable;

/// Tells of each fragment once both sides have: its acknowledgements, and GetMedia with the media.
final class DemoReport implements AckListener {
    private static final long LAST_SECONDS = 5;

    /// The longest that a session can be had for.
    private static final int PAGE_SECONDS = 43_200;

    private final PrintWriter out;
    private final ApiClient client;
    private final String stream;
    private final long fragmentsWanted;
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final CountDownLatch enough = new CountDownLatch(1);
    private @Nullable Runnable onEnough;
    private long fragmentsTold;

    /// What is known of one fragment so far; times are those at which word of it came.
    private static final class Story {
        private long timecodeMs;
        private long bufferingMs;
        private long receivedMs;
        private long persistedMs;
        private @Nullable MediaDocument document;
        private long readMs;

        boolean isWhole() {
            return persistedMs != 0 && document != null;
        }
    }

    DemoReport(PrintWriter out, ApiClient client, String stream, long fragmentsWanted) {
        this.out = out;
        this.client = client;
        this.stream = stream;
        this.fragmentsWanted = fragmentsWanted;
    }

    /// What to do when the last fragment wanted has been told of.
    synchronized void onEnough(Runnable action) {
        onEnough = action;
    }

    @Override
    public synchronized void onAck(Ack ack) {
        long nowMs = System.currentTimeMillis();
        switch (ack) {
            case Ack.Buffering(long timecodeMs, String number) -> story(number, timecodeMs).bufferingMs = nowMs;
            case Ack.Received(long timecodeMs, String number) -> story(number, timecodeMs).receivedMs = nowMs;
            case Ack.Persisted(long timecodeMs, String number) -> story(number, timecodeMs).persistedMs = nowMs;
            case Ack.Failed failed -> out.println(AckPrinter.line(failed));
            case Ack.Idle _, Ack.Unknown _ -> {}
        }
        tellWhatIsWhole();
    }

    /// Reads the stream with GetMedia until the demo ends.
    void followStream() {
        try (StreamTail tail = new StreamTail(client, stream, new StartSelector.Earliest())) {
            while (enough.getCount() > 0) {
                onDocument(tail.next());
            }
        } catch (IOException | InterruptedException e) {
            // The server and its connections go away under this reader when the demo ends.
            enough.countDown();
        }
    }

    /// Waits a moment for the fragment that was under way when the camera stopped.
    void awaitLast() throws InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SECONDS);
        while (hasOpenStories() && System.nanoTime() < deadlineNs) {
            Thread.sleep(20);
        }
        enough.countDown();
    }

    private synchronized boolean hasOpenStories() {
        return !stories.isEmpty();
    }

    private synchronized void onDocument(MediaDocument document) {
        String number = document.fragmentNumber();
        if (number != null && document.isComplete()) {
            Story story = stories.computeIfAbsent(number, _ -> new Story());
            story.document = document;
            story.readMs = System.currentTimeMillis();
            tellWhatIsWhole();
        }
    }

    private Story story(String number, long timecodeMs) {
        Story story = stories.computeIfAbsent(number, _ -> new Story());
        story.timecodeMs = timecodeMs;
        return story;
    }

    private void tellWhatIsWhole() {
        stories.entrySet().removeIf(entry -> {
            boolean whole = entry.getValue().isWhole();
            if (whole) {
                tell(entry.getKey(), entry.getValue());
            }
            return whole;
        });
    }

    private void tell(String number, Story story) {
        MediaDocument document = story.document;
        if (document == null || fragmentsTold >= fragmentsWanted) {
            return;
        }
        long endMs = story.timecodeMs + document.durationMs();
        out.println(String.format(
                Locale.ROOT,
                "%s  %7.1f KB  latency %3d ms   BUFFERING +%d ms  RECEIVED +%d ms  PERSISTED +%d ms",
                number,
                document.bytes().remaining() / 1000.0,
                story.readMs - endMs,
                story.bufferingMs - story.timecodeMs,
                story.receivedMs - story.timecodeMs,
                story.persistedMs - story.timecodeMs));
        fragmentsTold++;
        if (fragmentsTold == 1) {
            printPage();
            printCommands(number);
        }
        out.flush();
        if (fragmentsTold == fragmentsWanted && onEnough != null) {
            onEnough.run();
        }
    }

    /// Before the first fragment is stored there is nothing to open a session on.
    private void printPage() {
        try {
            PlayLink link = PlayLink.open(
                    client,
                    stream,
                    body -> body.put("Expires", PAGE_SECONDS).put("DisplayFragmentTimestamp", "ALWAYS"));
            out.println();
            out.println("Watch it in a browser:");
            out.println();
            out.println("  " + link.page());
        } catch (IOException e) {
            out.println("No page to watch it on: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void printCommands(String number) {
        String at = " --endpoint-url " + client.endpoint();
        out.println();
        out.println("  aws kinesisvideo list-streams" + at);
        out.println("  aws kinesisvideo get-data-endpoint" + at + " --stream-name " + stream
                + " --api-name LIST_FRAGMENTS");
        out.println("  aws kinesis-video-archived-media list-fragments" + at + " --stream-name " + stream
                + " --fragment-selector '" + today() + "'");
        out.println("  aws kinesis-video-archived-media get-media-for-fragment-list" + at + " --stream-name " + stream
                + " demo.mkv --fragments " + number);
        out.println();
    }

    /// All that this demo can have stored, in the AWS CLI's shorthand.
    private static String today() {
        long nowSeconds = System.currentTimeMillis() / 1000;
        return "FragmentSelectorType=SERVER_TIMESTAMP,TimestampRange={StartTimestamp=" + (nowSeconds - 3_600)
                + ",EndTimestamp=" + (nowSeconds + 86_400) + "}";
    }
}
