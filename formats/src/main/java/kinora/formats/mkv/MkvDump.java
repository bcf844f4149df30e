package kinora.formats.mkv;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.Bytes;
import org.jspecify.annotations.Nullable;

/// Matroska as text that one can read: a line an element with its offset, size and values, frames as checksums.
public final class MkvDump implements MkvEvents {
    private final byte[] input;
    private final StringBuilder text = new StringBuilder();

    /// Hears a parser that is fed `input`; frames are looked up in it.
    public MkvDump(byte[] input) {
        this.input = input;
    }

    /// All of a document that is whole in memory; what is malformed in it is the dump's last line.
    public static String of(byte[] input) {
        MkvDump dump = new MkvDump(input);
        MkvParser parser = new MkvParser(MkvLimits.DEFAULT, dump);
        try {
            parser.push(ByteBuffer.wrap(input));
            parser.finish();
        } catch (MalformedMediaException e) {
            dump.malformed(e);
        }
        return dump.text();
    }

    public String text() {
        return text.toString();
    }

    public void malformed(MalformedMediaException e) {
        line("malformed: %s", e.getMessage());
    }

    @Override
    public void ebmlHeader(EbmlHeader header, long end) {
        line(
                "0 EBML %d docType=%s version=%d readVersion=%d sizeLength=%d",
                end, header.docType(), header.docTypeVersion(), header.docTypeReadVersion(), header.maxSizeLength());
    }

    @Override
    public void segment(long offset, int headerBytes, long sizeBytes) {
        line("%d Segment %d+%s", offset, headerBytes, size(sizeBytes));
    }

    @Override
    public void info(Info info, long offset, long end) {
        line(
                "%d Info %d scaleNs=%d%s%s%s%s",
                offset,
                end - offset,
                info.timestampScaleNs(),
                value("duration", info.durationTicks()),
                value("title", info.title()),
                value("muxingApp", info.muxingApp()),
                value("writingApp", info.writingApp()));
    }

    @Override
    public void tracks(List<Track> tracks, long offset, long end) {
        line("%d Tracks %d", offset, end - offset);
        tracks.forEach(this::track);
    }

    private void track(Track track) {
        Bytes codecPrivate = track.codecPrivate();
        line(
                "  Track %d uid=%s type=%d codec=%s%s%s%s%s%s%s",
                track.number(),
                Long.toUnsignedString(track.uid()),
                track.type(),
                track.codecId(),
                value("name", track.name()),
                value("language", track.language()),
                value("defaultDurationNs", track.defaultDurationNs() == 0 ? null : track.defaultDurationNs()),
                value("video", track.video()),
                value("audio", track.audio()),
                value("private", codecPrivate == null ? null : data(codecPrivate.toByteArray())));
    }

    @Override
    public void tags(Tags tags, long offset, long end) {
        line("%d Tags %d", offset, end - offset);
        for (Tags.Tag tag : tags.tags()) {
            line("  Tag%s", value("targets", tag.targets()));
            tag.simpleTags().forEach(simpleTag -> simpleTag(simpleTag, "    "));
        }
    }

    private void simpleTag(Tags.SimpleTag tag, String indent) {
        Bytes binary = tag.binary();
        line("%s\"%s\" = %s", indent, tag.name(), binary == null ? "\"" + tag.text() + "\"" : binary);
        tag.nested().forEach(nested -> simpleTag(nested, indent + "  "));
    }

    @Override
    public void other(int id, long offset, long end) {
        line("%d %s %d", offset, MatroskaElement.nameOf(id), end - offset);
    }

    @Override
    public void clusterStart(long offset, int headerBytes, long sizeBytes) {
        line("%d Cluster %d+%s", offset, headerBytes, size(sizeBytes));
    }

    @Override
    public void clusterTimestamp(long ticks) {
        line("  Timestamp %d", ticks);
    }

    @Override
    public void block(Block block) {
        line(
                "  %d %s %d track=%d time=%d (%+d)%s%s%s payload=%s@%d",
                block.elementOffset(),
                block.simple() ? "SimpleBlock" : "BlockGroup",
                block.elementEnd() - block.elementOffset(),
                block.trackNumber(),
                block.timestampTicks(),
                block.relativeTicks(),
                block.keyFrame() ? " key" : "",
                block.invisible() ? " invisible" : "",
                block.discardable() ? " discardable" : "",
                data((int) block.payloadOffset(), block.payloadBytes()),
                block.payloadOffset());
        if (block.lacing() != Lacing.NONE) {
            laces(block);
        }
    }

    private void laces(Block block) {
        StringBuilder sizes = new StringBuilder();
        for (int i = 0; i < block.frameCount(); i++) {
            sizes.append(' ').append(block.frameBytes(i));
        }
        line("    %s lacing, %d frames:%s", block.lacing(), block.frameCount(), sizes);
    }

    @Override
    public void clusterEnd(long offset) {
        line("%d Cluster ends", offset);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library that this one does without
    private void line(String format, @Nullable Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        line.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(text::appendCodePoint);
        text.append('\n');
    }

    private static String size(long sizeBytes) {
        return sizeBytes == UNKNOWN_SIZE ? "unknown" : Long.toString(sizeBytes);
    }

    private static String value(String name, @Nullable Object value) {
        String shown = value instanceof String string ? "\"" + string + "\"" : String.valueOf(value);
        return value == null ? "" : " " + name + "=" + shown;
    }

    private static String data(byte[] bytes) {
        return checksum(bytes, 0, bytes.length);
    }

    private String data(int offset, int length) {
        return checksum(input, offset, length);
    }

    private static String checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return String.format(Locale.ROOT, "%d:%08x", length, crc.getValue());
    }
}
