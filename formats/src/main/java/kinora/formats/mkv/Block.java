package kinora.formats.mkv;

/// A view of the present SimpleBlock or BlockGroup: one object a parser, overwritten by the next block.
public final class Block {
    long elementOffset;
    long elementEnd;
    long payloadOffset;
    int payloadBytes;
    long trackNumber;
    long timestampTicks;
    int relativeTicks;
    boolean keyFrame;
    boolean invisible;
    boolean discardable;
    boolean simple;
    Lacing lacing = Lacing.NONE;
    int frameCount;

    /// Made when the first laced block comes: most sessions never see one.
    int[] frameSizes = {};

    Block() {}

    /// Where the SimpleBlock or BlockGroup begins, with its id.
    public long elementOffset() {
        return elementOffset;
    }

    public long elementEnd() {
        return elementEnd;
    }

    /// Where the first frame begins, behind the block's and the lacing's header.
    public long payloadOffset() {
        return payloadOffset;
    }

    /// All frames together; in a BlockGroup the payload need not reach to its end.
    public int payloadBytes() {
        return payloadBytes;
    }

    public long trackNumber() {
        return trackNumber;
    }

    /// The Cluster's timestamp plus [#relativeTicks()]; can be below zero in the first Cluster.
    public long timestampTicks() {
        return timestampTicks;
    }

    public int relativeTicks() {
        return relativeTicks;
    }

    /// The flag of a SimpleBlock; in a BlockGroup, that no ReferenceBlock stands in it.
    public boolean keyFrame() {
        return keyFrame;
    }

    public boolean invisible() {
        return invisible;
    }

    /// Only a SimpleBlock can say so.
    public boolean discardable() {
        return discardable;
    }

    /// False for a BlockGroup.
    public boolean simple() {
        return simple;
    }

    public Lacing lacing() {
        return lacing;
    }

    /// 1 without lacing, at most 256 with it.
    public int frameCount() {
        return frameCount;
    }

    /// Bytes of frame `index`; frames stand one behind the other from [#payloadOffset()].
    public int frameBytes(int index) {
        assert index >= 0 && index < frameCount : index;
        return switch (lacing) {
            case NONE -> payloadBytes;
            case FIXED_SIZE -> payloadBytes / frameCount;
            case XIPH, EBML -> frameSizes[index];
        };
    }
}
