package kinora.cli.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.Block;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.KvsTags;
import kinora.formats.mkv.MkvEvents;
import kinora.formats.mkv.MkvLimits;
import kinora.formats.mkv.MkvParser;
import kinora.formats.mkv.Tags;
import kinora.formats.mkv.Track;

/// Collects one document of an answer and what stands in it.
final class DocumentBuilder implements MkvEvents {
    /// Above the largest fragment that any limit of the server lets through.
    private static final int DOCUMENT_BYTES_MAX = 300 << 20;

    private final MkvParser parser;
    private final ByteSink bytes = new ByteSink(64 << 10);
    private final Map<String, String> tags = new HashMap<>();
    private final List<MediaDocument.Frame> frames = new ArrayList<>();
    private List<Track> tracks = List.of();
    private Info info = Info.DEFAULT;
    private long firstFrameNs;

    DocumentBuilder(MkvLimits limits) {
        parser = new MkvParser(limits, this);
    }

    void add(ByteBuffer piece) throws IOException {
        if (bytes.length() > DOCUMENT_BYTES_MAX - piece.remaining()) {
            throw new IOException("the server sent a fragment of more than " + DOCUMENT_BYTES_MAX + " bytes");
        }
        bytes.bytes(piece.duplicate());
        try {
            parser.push(piece);
        } catch (MalformedMediaException e) {
            throw new IOException("the server's media cannot be read: " + e.getMessage(), e);
        }
    }

    boolean isComplete() {
        return tags.containsKey(KvsTags.CONTINUATION_TOKEN);
    }

    MediaDocument build() {
        return new MediaDocument(tags, tracks, frames, bytes.asByteBuffer(), firstFrameNs);
    }

    @Override
    public void info(Info newInfo, long offset, long end) {
        info = newInfo;
    }

    @Override
    public void tracks(List<Track> newTracks, long offset, long end) {
        tracks = newTracks;
    }

    @Override
    public void tags(Tags newTags, long offset, long end) {
        newTags.simpleTags().forEach(tag -> tags.put(tag.name(), tag.text()));
    }

    @Override
    public void block(Block block) {
        if (frames.isEmpty()) {
            firstFrameNs = System.nanoTime();
        }
        frames.add(new MediaDocument.Frame(
                block.trackNumber(),
                info.toMs(block.timestampTicks()),
                block.keyFrame(),
                Math.toIntExact(block.payloadOffset()),
                block.payloadBytes()));
    }
}
