package kinora.playback.clip;

import java.io.IOException;
import java.util.List;
import kinora.formats.mp4.ProgressiveMp4;
import kinora.store.CorruptFragmentException;
import kinora.store.FragmentInfo;
import kinora.store.StoreException;

/// A clip with its index in front, so that every byte has its place before any is sent: players seek in it, and any
/// range of it can be made alone.
public final class ProgressiveClip implements Clip {
    private final ClipMaker maker;
    private final byte[] head;
    private final long sizeBytes;

    /// Where each fragment's bytes begin, and behind them where the last one's end.
    private final long[] offsets;

    private ProgressiveClip(ClipMaker maker, ProgressiveMp4.Head head, long[] offsets) {
        this.maker = maker;
        this.head = head.bytes();
        this.sizeBytes = head.fileBytes();
        this.offsets = offsets;
    }

    static ProgressiveClip of(ClipMaker maker) throws StoreException, InterruptedException {
        ProgressiveMp4 file = new ProgressiveMp4(maker.tracks().mp4());
        ClipTimeline timeline = new ClipTimeline(maker.tracks().mp4().size());
        List<FragmentInfo> fragments = maker.fragments();
        long[] offsets = new long[fragments.size() + 1];
        for (int i = 0; i < fragments.size(); i++) {
            List<ClipChunk> chunks = maker.chunks(fragments.get(i));
            timeline.place(chunks);
            chunks.forEach(chunk -> file.add(chunk.trackIndex(), chunk.description(), chunk.samples()));
            offsets[i + 1] = file.payloadBytes();
        }
        ProgressiveMp4.Head head = file.head();
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] += head.bytes().length;
        }
        return new ProgressiveClip(maker, head, offsets);
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void writeTo(Output out) throws IOException, StoreException, InterruptedException {
        writeTo(out, 0, sizeBytes);
    }

    /// Sends the bytes from `from` to `to` (exclusive); reads no fragment that has none of them.
    public void writeTo(Output out, long from, long to) throws IOException, StoreException, InterruptedException {
        if (from < 0 || from > to || to > sizeBytes) {
            throw new IllegalArgumentException("bytes " + from + " to " + to + " of " + sizeBytes);
        }
        write(out, head, 0, from, to);
        for (int i = 0; i + 1 < offsets.length && offsets[i] < to; i++) {
            if (offsets[i + 1] > from && offsets[i + 1] > offsets[i]) {
                write(out, payload(i), offsets[i], from, to);
            }
        }
    }

    private byte[] payload(int index) throws StoreException, InterruptedException {
        FragmentInfo fragment = maker.fragments().get(index);
        byte[] bytes = maker.media(fragment).bytes();
        if (bytes.length != offsets[index + 1] - offsets[index]) {
            throw new CorruptFragmentException("fragment " + fragment.number() + " is not as its digest says");
        }
        return bytes;
    }

    /// What lies in the range of a piece that begins at `offset` of the file.
    private static void write(Output out, byte[] piece, long offset, long from, long to) throws IOException {
        long first = Math.max(from, offset);
        long end = Math.min(to, offset + piece.length);
        if (first < end) {
            out.write(piece, (int) (first - offset), (int) (end - first));
        }
    }
}
