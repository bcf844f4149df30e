package kinora.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kinora.formats.bits.ByteSink;
import kinora.formats.mkv.EbmlHeader;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.MatroskaElement;
import kinora.formats.mkv.MkvWriter;
import kinora.formats.mkv.Track;

/// One fragment of a shape as wire bytes, made once and shared: sending it is patching a timestamp.
final class Template {
    private static final int TIMESTAMP_BYTES = 8;

    private final MediaShape shape;
    private final boolean marked;
    private final Random noise = new Random(1);
    private final ByteBuf opening;
    private final List<Packet> packets = new ArrayList<>();
    private long payloadBytes;

    Template(MediaShape shape, boolean marked) {
        this.shape = shape;
        this.marked = marked;
        this.opening = direct(new ChunkedBytes(header(), shape.chunkBytes()).wire());
        shape.frames().forEach(frame -> packets.add(packet(frame)));
    }

    MediaShape shape() {
        return shape;
    }

    /// EBML header to Tracks.
    ByteBuf opening() {
        return opening;
    }

    List<Packet> packets() {
        return packets;
    }

    /// What a fragment weighs in the archive: Cluster header to last frame.
    long payloadBytes() {
        return payloadBytes;
    }

    private byte[] header() {
        ByteSink bytes = new ByteSink();
        List<Track> tracks = new ArrayList<>();
        tracks.add(Track.video(1, "V_MPEG4/ISO/AVC", null, 1280, 720));
        if (shape.hasSound()) {
            tracks.add(Track.audio(2, "A_AAC", null, 48_000, 2));
        }
        new MkvWriter(bytes)
                .ebmlHeader(EbmlHeader.MATROSKA)
                .segment()
                .info(Info.DEFAULT)
                .tracks(tracks);
        return bytes.toByteArray();
    }

    private Packet packet(MediaShape.Frame frame) {
        ByteSink bytes = new ByteSink();
        MkvWriter mkv = new MkvWriter(bytes);
        int timecodeAt = -1;
        if (packets.isEmpty()) {
            mkv.beginUnknown(MatroskaElement.CLUSTER);
            mkv.binary(MatroskaElement.TIMESTAMP, new byte[TIMESTAMP_BYTES]);
            timecodeAt = bytes.length() - TIMESTAMP_BYTES;
        }
        mkv.simpleBlockHeader(
                frame.track(), (int) (frame.atUs() / 1000), frame.key() ? MkvWriter.FLAG_KEY : 0, frame.bytes());
        int frameAt = bytes.length();
        bytes.bytes(frameBytes(frame.bytes()));
        payloadBytes += bytes.length();
        return packet(frame, new ChunkedBytes(bytes.toByteArray(), shape.chunkBytes()), timecodeAt, frameAt);
    }

    private Packet packet(MediaShape.Frame frame, ChunkedBytes chunked, int timecodeAt, int frameAt) {
        int[] timecode = new int[timecodeAt < 0 ? 0 : TIMESTAMP_BYTES];
        for (int i = 0; i < timecode.length; i++) {
            timecode[i] = chunked.wireOffset(timecodeAt + i);
        }
        int patched = timecodeAt < 0 ? 0 : timecode[TIMESTAMP_BYTES - 1] + 1;
        int markerAt = Packet.NO_MARKER;
        if (marked) {
            markerAt = chunked.wireOffset(frameAt);
            patched = markerAt + Marker.BYTES;
        }
        return new Packet(frame.atUs() * 1000, direct(chunked.wire()), patched, timecode, markerAt);
    }

    private byte[] frameBytes(int count) {
        byte[] frame = new byte[count];
        noise.nextBytes(frame);
        for (int i = 0; i < count; i++) {
            frame[i] &= 0x7F;
        }
        if (marked) {
            System.arraycopy(Marker.unstamped(count), 0, frame, 0, Marker.BYTES);
        }
        return frame;
    }

    private static ByteBuf direct(byte[] bytes) {
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }

    static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
