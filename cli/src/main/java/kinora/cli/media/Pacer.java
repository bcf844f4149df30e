package kinora.cli.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.mkv.Block;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.MkvEvents;
import kinora.formats.mkv.MkvLimits;
import kinora.formats.mkv.MkvParser;

/// Holds a Matroska file back to the pace of its own timestamps.
public final class Pacer implements MkvEvents {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long NS_PER_MS = 1_000_000;

    private final MkvParser parser = new MkvParser(MkvLimits.DEFAULT, this);
    private final long startNs = System.nanoTime();
    private Info info = Info.DEFAULT;
    private long firstMs = UNKNOWN;
    private long newestMs = UNKNOWN;

    /// Waits until the newest frame in these bytes is due; they are the next ones of the file, and are consumed.
    public void awaitDue(ByteBuffer piece) throws IOException, InterruptedException {
        try {
            parser.push(piece);
        } catch (MalformedMediaException e) {
            throw new IOException("the file is no Matroska that can be paced: " + e.getMessage(), e);
        }
        if (firstMs != UNKNOWN) {
            long dueNs = startNs + (newestMs - firstMs) * NS_PER_MS;
            long waitMs = (dueNs - System.nanoTime()) / NS_PER_MS;
            Thread.sleep(Math.max(0, waitMs));
        }
    }

    @Override
    public void info(Info newInfo, long offset, long end) {
        info = newInfo;
    }

    @Override
    public void block(Block block) {
        newestMs = Math.max(newestMs, info.toMs(block.timestampTicks()));
        firstMs = firstMs == UNKNOWN ? newestMs : firstMs;
    }
}
