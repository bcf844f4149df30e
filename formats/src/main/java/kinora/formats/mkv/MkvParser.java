package kinora.formats.mkv;

import java.nio.ByteBuffer;
import kinora.formats.MalformedMediaException;
import kinora.formats.ebml.ElementCursor;
import kinora.formats.ebml.ElementHeader;
import kinora.formats.ebml.GrowingBytes;
import org.jspecify.annotations.Nullable;

/// Reads one Matroska document as its bytes arrive, in pieces of any size, and tells [MkvEvents] what it found.
///
/// Holds one document: an EBML header, a Segment, header elements, Clusters. Frames are skipped, never held; small
/// masters (EBML header, Info, Tracks, Tags) are held until they are whole. Nothing is allocated per block. CRC-32
/// elements are passed over unchecked: TCP and the store's own checksums guard the bytes.
public final class MkvParser {
    private enum Level {
        ROOT("document"),
        SEGMENT("Segment"),
        CLUSTER("Cluster"),
        BLOCK_GROUP("BlockGroup");

        private final String shown;

        Level(String shown) {
            this.shown = shown;
        }
    }

    private enum State {
        HEADER,
        SKIP,
        COLLECT,
        TIMESTAMP,
        BLOCK,
        OVER
    }

    private static final long NO_TIMESTAMP = -1;

    private final MkvLimits limits;
    private final MkvEvents events;
    private final ElementHeader header = new ElementHeader();
    private final GrowingBytes body = new GrowingBytes();
    private final BlockReader blockReader = new BlockReader();

    private State state = State.HEADER;
    private Level level = Level.ROOT;
    private long positionBytes;
    private long bodyStart;
    private long bodyEnd;
    private @Nullable MatroskaElement current;

    private long segmentEnd;
    private boolean ebmlSeen;
    private boolean segmentSeen;
    private boolean infoSeen;
    private boolean tracksSeen;
    private boolean clusterSeen;
    private long clusterTicksMax = Info.DEFAULT.ticksMax() - Short.MAX_VALUE;

    private long clusterEnd;
    private boolean clusterSizeKnown;
    private long clusterTicks;
    private long groupEnd;
    private long groupOffset;
    private boolean groupHasBlock;
    private boolean groupHasReference;

    public MkvParser(MkvLimits limits, MkvEvents events) {
        this.limits = limits;
        this.events = events;
    }

    /// Reads all of `in` and keeps no reference to it. After an exception the parser takes nothing more.
    public void push(ByteBuffer in) throws MalformedMediaException {
        checkUsable();
        try {
            while (in.hasRemaining()) {
                step(in);
            }
        } catch (MalformedMediaException e) {
            state = State.OVER;
            throw e;
        }
    }

    /// The input ended in order. Refuses an element of known size that is not whole, except the Segment: a recorder
    /// that lost power leaves one that is too short, and its Clusters are good.
    public void finish() throws MalformedMediaException {
        checkUsable();
        boolean whole = atElementBoundary();
        state = State.OVER;
        if (!whole) {
            String inside = !header.isStarted() ? level.shown : header.isIdRead() ? name() : "an element id";
            throw malformed("the input ends inside " + inside);
        }
        if (level == Level.CLUSTER) {
            closeCluster(positionBytes);
        }
    }

    /// How many bytes were read.
    public long positionBytes() {
        return positionBytes;
    }

    /// All bytes before this offset belong to elements whose beginning was read. Those from here to
    /// [#positionBytes()], 11 at most, are a header that is not yet whole: it may belong to the next Cluster.
    public long settledBytes() {
        return state == State.HEADER && level != Level.BLOCK_GROUP && header.isStarted()
                ? header.offsetBytes()
                : positionBytes;
    }

    /// True when the input may end here: nothing is half-read, and no Cluster of known size lacks bytes.
    public boolean atElementBoundary() {
        return state == State.HEADER
                && !header.isStarted()
                && level != Level.BLOCK_GROUP
                && !(level == Level.CLUSTER && clusterSizeKnown);
    }

    private void checkUsable() {
        if (state == State.OVER) {
            throw new IllegalStateException("the parser has finished or refused its input");
        }
    }

    private void step(ByteBuffer in) throws MalformedMediaException {
        switch (state) {
            case HEADER -> readHeader(in);
            case SKIP -> skip(in);
            case COLLECT -> collect(in);
            case TIMESTAMP -> readTimestamp(in);
            case BLOCK -> readBlock(in);
            case OVER -> throw new AssertionError("over");
        }
    }

    private void readHeader(ByteBuffer in) throws MalformedMediaException {
        while (in.hasRemaining()) {
            positionBytes++;
            if (header.add(in.get())) {
                startElement();
                return;
            }
        }
    }

    private void startElement() throws MalformedMediaException {
        current = MatroskaElement.byId(header.id());
        if (level == Level.CLUSTER && !clusterSizeKnown && endsCluster(current)) {
            closeCluster(header.offsetBytes());
        }
        long parentEnd = levelEnd();
        bodyStart = positionBytes;
        bodyEnd = header.isUnknownSize() ? parentEnd : positionBytes + header.size();
        if (bodyEnd > parentEnd || bodyStart > parentEnd) {
            throw malformed(name() + " reaches beyond the end of its " + level.shown + " at byte " + parentEnd);
        }
        switch (level) {
            case ROOT -> startAtRoot();
            case SEGMENT -> startInSegment();
            case CLUSTER -> startInCluster();
            case BLOCK_GROUP -> startInBlockGroup();
        }
    }

    /// RFC 8794 section 6.2: what cannot be a child ends a master of unknown size; Void and CRC-32 can be one.
    private static boolean endsCluster(@Nullable MatroskaElement element) {
        return element != null && !element.isGlobal() && element.level() <= 1;
    }

    private void startAtRoot() throws MalformedMediaException {
        if (!ebmlSeen && current != MatroskaElement.EBML) {
            throw malformed("the input begins with " + name() + ", not with an EBML header");
        }
        if (current == MatroskaElement.SEGMENT && !segmentSeen) {
            segmentSeen = true;
            events.segment(header.offsetBytes(), header.headerBytes(), header.size());
            open(Level.SEGMENT);
        } else if (current == MatroskaElement.EBML && !ebmlSeen) {
            ebmlSeen = true;
            enterCollect(MkvLimits.EBML_HEADER_BYTES_MAX);
        } else if (current != null && current.isGlobal()) {
            enterSkip();
        } else {
            throw misplaced();
        }
    }

    private void startInSegment() throws MalformedMediaException {
        if (current == MatroskaElement.CLUSTER) {
            startCluster();
            return;
        }
        if (!clusterSeen && !header.isUnknownSize() && bodyEnd > limits.headerBytesMax()) {
            throw malformed(name() + " of " + header.size() + " bytes: more than " + limits.headerBytesMax()
                    + " bytes before the first Cluster");
        }
        if (current == null || current.isGlobal()) {
            enterSkip();
        } else if (current.parent() != MatroskaElement.SEGMENT) {
            throw misplaced();
        } else {
            startSegmentChild(current);
        }
    }

    private void startSegmentChild(MatroskaElement element) throws MalformedMediaException {
        switch (element) {
            case INFO -> {
                requireFirst(infoSeen);
                infoSeen = true;
                enterCollect(limits.masterBytesMax());
            }
            case TRACKS -> {
                requireFirst(tracksSeen);
                tracksSeen = true;
                enterCollect(limits.masterBytesMax());
            }
            case TAGS -> enterCollect(limits.tagsBytesMax());
            default -> enterSkip();
        }
    }

    private void requireFirst(boolean seen) throws MalformedMediaException {
        if (clusterSeen) {
            throw malformed(name() + " is disallowed after the first Cluster");
        }
        if (seen) {
            throw malformed("a second " + name());
        }
    }

    private void startCluster() throws MalformedMediaException {
        clusterSeen = true;
        clusterSizeKnown = !header.isUnknownSize();
        clusterTicks = NO_TIMESTAMP;
        events.clusterStart(header.offsetBytes(), header.headerBytes(), header.size());
        open(Level.CLUSTER);
    }

    private void startInCluster() throws MalformedMediaException {
        if (current == MatroskaElement.SIMPLE_BLOCK) {
            requireTimestamp();
            enterBlock(true, header.offsetBytes());
            return;
        }
        if (current == null || current.isGlobal()) {
            enterSkip();
            return;
        }
        if (current.parent() != MatroskaElement.CLUSTER) {
            throw misplaced();
        }
        switch (current) {
            case TIMESTAMP -> enterTimestamp();
            case BLOCK_GROUP -> startBlockGroup();
            default -> enterSkip();
        }
    }

    private void startBlockGroup() throws MalformedMediaException {
        requireTimestamp();
        requireSize(limits.elementBytesMax());
        groupOffset = header.offsetBytes();
        groupHasBlock = false;
        groupHasReference = false;
        open(Level.BLOCK_GROUP);
    }

    private void startInBlockGroup() throws MalformedMediaException {
        if (current != null && !current.isGlobal() && current.parent() != MatroskaElement.BLOCK_GROUP) {
            throw misplaced();
        }
        if (current != MatroskaElement.BLOCK) {
            groupHasReference |= current == MatroskaElement.REFERENCE_BLOCK;
            enterSkip();
            return;
        }
        if (groupHasBlock) {
            throw malformed("a second Block in one BlockGroup");
        }
        groupHasBlock = true;
        enterBlock(false, groupOffset);
    }

    private void requireTimestamp() throws MalformedMediaException {
        if (clusterTicks == NO_TIMESTAMP) {
            throw malformed(name() + " stands before the Timestamp of its Cluster");
        }
    }

    private void requireSize(long bytesMax) throws MalformedMediaException {
        if (header.isUnknownSize()) {
            throw malformed(name() + " may not have an unknown size");
        }
        if (header.size() > bytesMax) {
            throw malformed(name() + " of " + header.size() + " bytes, more than " + bytesMax);
        }
    }

    private void open(Level inner) throws MalformedMediaException {
        level = inner;
        switch (inner) {
            case ROOT -> throw new AssertionError(inner);
            case SEGMENT -> segmentEnd = bodyEnd;
            case CLUSTER -> clusterEnd = bodyEnd;
            case BLOCK_GROUP -> groupEnd = bodyEnd;
        }
        awaitHeader();
    }

    private long levelEnd() {
        return switch (level) {
            case ROOT -> Long.MAX_VALUE;
            case SEGMENT -> segmentEnd;
            case CLUSTER -> clusterEnd;
            case BLOCK_GROUP -> groupEnd;
        };
    }

    private void enterSkip() throws MalformedMediaException {
        requireSize(limits.elementBytesMax());
        enter(State.SKIP);
    }

    private void enterCollect(int bytesMax) throws MalformedMediaException {
        requireSize(bytesMax);
        enter(State.COLLECT);
    }

    private void enterTimestamp() throws MalformedMediaException {
        requireSize(Long.BYTES);
        if (clusterTicks != NO_TIMESTAMP) {
            throw malformed("a second Timestamp in one Cluster");
        }
        clusterTicks = 0;
        enter(State.TIMESTAMP);
    }

    private void enterBlock(boolean simple, long elementOffset) throws MalformedMediaException {
        requireSize(limits.elementBytesMax());
        if (bodyStart == bodyEnd) {
            throw malformed(name() + " is empty");
        }
        blockReader.start(simple, elementOffset, bodyEnd);
        state = State.BLOCK;
    }

    private void enter(State bodyState) throws MalformedMediaException {
        state = bodyState;
        if (bodyStart == bodyEnd) {
            endElement();
        }
    }

    private void skip(ByteBuffer in) throws MalformedMediaException {
        int count = (int) Math.min(in.remaining(), bodyEnd - positionBytes);
        in.position(in.position() + count);
        advance(count);
    }

    private void collect(ByteBuffer in) throws MalformedMediaException {
        advance(body.take(in, bodyEnd - positionBytes));
    }

    private void readTimestamp(ByteBuffer in) throws MalformedMediaException {
        int count = (int) Math.min(in.remaining(), bodyEnd - positionBytes);
        for (int i = 0; i < count; i++) {
            clusterTicks = (clusterTicks << 8) | (in.get() & 0xFF);
        }
        advance(count);
    }

    private void readBlock(ByteBuffer in) throws MalformedMediaException {
        int before = in.position();
        boolean headRead = blockReader.read(in, positionBytes);
        if (headRead) {
            state = State.SKIP;
        }
        advance(in.position() - before);
    }

    private void advance(int count) throws MalformedMediaException {
        positionBytes += count;
        if (positionBytes == bodyEnd) {
            endElement();
        }
    }

    private void endElement() throws MalformedMediaException {
        switch (level) {
            case ROOT, SEGMENT -> endOuterElement();
            case CLUSTER -> endClusterChild();
            case BLOCK_GROUP -> {} // told when the whole group is there
        }
        awaitHeader();
    }

    private void endOuterElement() throws MalformedMediaException {
        if (state == State.COLLECT && current != null) {
            readMaster(current);
        } else {
            events.other(header.id(), header.offsetBytes(), bodyEnd);
        }
    }

    private void readMaster(MatroskaElement master) throws MalformedMediaException {
        ElementCursor children = new ElementCursor(body.array(), body.length(), bodyStart, limits.depthMax());
        long offset = header.offsetBytes();
        switch (master) {
            case EBML -> readEbmlHeader(children, offset);
            case INFO -> {
                Info info = HeaderMasters.info(children, offset);
                clusterTicksMax = info.ticksMax() - Short.MAX_VALUE;
                events.info(info, offset, bodyEnd);
            }
            case TRACKS -> events.tracks(TracksReader.read(children, limits), offset, bodyEnd);
            case TAGS -> events.tags(new TagsReader(limits).read(children), offset, bodyEnd);
            default -> throw new AssertionError(master);
        }
        body.release();
    }

    private void readEbmlHeader(ElementCursor children, long offset) throws MalformedMediaException {
        EbmlHeader read = HeaderMasters.ebmlHeader(children, offset);
        header.limitSizeBytes(read.maxSizeLength());
        events.ebmlHeader(read, bodyEnd);
    }

    private void endClusterChild() throws MalformedMediaException {
        if (current == MatroskaElement.SIMPLE_BLOCK) {
            tellBlock();
        } else if (state == State.TIMESTAMP) {
            if (clusterTicks < 0 || clusterTicks > clusterTicksMax) {
                throw malformed("a Timestamp whose milliseconds overflow");
            }
            events.clusterTimestamp(clusterTicks);
        }
    }

    private void tellBlock() throws MalformedMediaException {
        Block block = blockReader.block;
        block.timestampTicks = clusterTicks + block.relativeTicks;
        events.block(block);
    }

    /// Ready for the next element; masters that end here are closed, innermost first.
    private void awaitHeader() throws MalformedMediaException {
        state = State.HEADER;
        while (level != Level.ROOT && positionBytes == levelEnd()) {
            switch (level) {
                case BLOCK_GROUP -> closeBlockGroup();
                case CLUSTER -> closeCluster(positionBytes);
                case SEGMENT, ROOT -> level = Level.ROOT;
            }
        }
        header.start(positionBytes);
    }

    private void closeBlockGroup() throws MalformedMediaException {
        level = Level.CLUSTER;
        Block block = blockReader.block;
        if (!groupHasBlock) {
            throw new MalformedMediaException("a BlockGroup without a Block", groupOffset);
        }
        block.elementEnd = positionBytes;
        block.keyFrame = !groupHasReference;
        tellBlock();
    }

    private void closeCluster(long offset) throws MalformedMediaException {
        level = Level.SEGMENT;
        events.clusterEnd(offset);
    }

    private String name() {
        return MatroskaElement.nameOf(header.id());
    }

    private MalformedMediaException misplaced() {
        boolean second = current == MatroskaElement.EBML || current == MatroskaElement.SEGMENT;
        return malformed(
                second
                        ? "a second " + (current == MatroskaElement.EBML ? "EBML header" : "Segment")
                        : name() + " may not stand in a " + level.shown);
    }

    private MalformedMediaException malformed(String explanation) {
        return new MalformedMediaException(explanation, header.offsetBytes());
    }
}
