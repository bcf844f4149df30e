package kinora.ingest;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import kinora.formats.MalformedMediaException;
import kinora.formats.bits.ByteSink;
import kinora.formats.digest.DigestBuilder;
import kinora.formats.digest.FragmentDigest;
import kinora.formats.mkv.Block;
import kinora.formats.mkv.Info;
import kinora.formats.mkv.KvsTags;
import kinora.formats.mkv.MkvEvents;
import kinora.formats.mkv.MkvLimits;
import kinora.formats.mkv.MkvParser;
import kinora.formats.mkv.Tags;
import kinora.formats.mkv.Track;
import kinora.model.AckError;
import kinora.model.FragmentNumber;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.store.FragmentEnd;
import kinora.store.FragmentStart;
import kinora.store.IngestSession;
import kinora.store.OpenFragment;
import kinora.store.StoreException;
import kinora.store.TrackHeader;
import org.jspecify.annotations.Nullable;

/// Hot path: cuts a producer's Matroska into the store's fragments. Allocates nothing per frame.
///
/// A fragment is all bytes from its Cluster's id to the next Cluster's. It begins in the store when its timestamp is
/// read, and what breaks a limit drops that fragment alone: its further bytes go nowhere, without memory. What ends
/// the session is thrown, with the reason in [#sessionError()].
final class FragmentAssembler implements MkvEvents {
    /// Between a Cluster's id and its Timestamp stands at most a CRC-32; leave room for a Void that a muxer put there.
    private static final int PRELUDE_BYTES_MAX = 1 << 10;

    private static final Intake.Target NOWHERE = _ -> {};

    private final PutMediaHeaders headers;
    private final LimitsMode mode;
    private final IngestSession store;
    private final AckQueue acks;
    private final SessionLog log;
    private final long fragmentBytesMax;
    private final long durationMsMax;
    private final MkvParser parser = new MkvParser(MkvLimits.DEFAULT, this);

    private @Nullable ByteSink headerBytes = new ByteSink();
    private final Intake intake = new Intake(this::takeHeader);
    private final Intake.Target intoFragment = this::takePayload;
    private final Intake.Target intoPrelude = this::takePrelude;
    private final SessionHeader sessionHeader = new SessionHeader();
    private final ByteSink prelude = new ByteSink(64);
    private @Nullable TrackHeader header;
    private @Nullable TrackHeader laterHeader;

    private Info info = Info.DEFAULT;
    private SessionTracks tracks = SessionTracks.NONE;
    private DigestBuilder digest = tracks.newDigest();
    private @Nullable OpenedFragment fragment;
    private @Nullable AckError sessionError;
    private boolean inPrelude;
    private boolean draining;
    private long clusterOffset;
    private boolean clusterSizeKnown;
    private long lastTimecodeMs = Long.MIN_VALUE;
    private long fragmentsBegun;
    private long fragmentsCompleted;

    FragmentAssembler(PutMediaHeaders headers, LimitsMode mode, IngestSession store, AckQueue acks, SessionLog log) {
        this.headers = headers;
        this.mode = mode;
        this.store = store;
        this.acks = acks;
        this.log = log;
        this.fragmentBytesMax = Limit.FRAGMENT_BYTES.in(mode);
        this.durationMsMax = Limit.FRAGMENT_DURATION_MS.in(mode);
    }

    /// Reads one piece of the body; `view` is a second view of the same bytes.
    void read(ByteBuffer piece, ByteBuffer view) throws MalformedMediaException {
        intake.begin(view);
        parser.push(piece);
        intake.end(parser.settledBytes());
    }

    /// The body ended in order: its last fragment is whole, or the body is malformed.
    void finish() throws MalformedMediaException {
        parser.finish();
        if (fragment != null) {
            complete();
        }
    }

    /// The connection is gone. A Cluster that said how long it is and came whole is kept; of any other nobody knows
    /// whether more would have come.
    void abort() {
        if (fragment != null && fragment.sizeKnown && fragment.clusterComplete && parser.atElementBoundary()) {
            complete();
        } else if (fragment != null) {
            drop(fragment);
        }
    }

    /// Nothing has come for long: what is whole is kept.
    void endIdle() {
        if (fragment != null && parser.atElementBoundary()) {
            complete();
        } else if (fragment != null) {
            fail(AckError.STREAM_READ_ERROR, "the producer fell silent inside an element");
        }
    }

    /// The session ends: its open fragment is given up and the error said, once.
    void endBy(AckError error) {
        OpenedFragment open = fragment;
        if (open == null) {
            acks.failed(null, null, error);
        } else {
            drop(open);
            acks.failed(open.timecodeMs, open.open.number(), error);
        }
    }

    /// The store could not keep what has arrived of the fragment: the rest of it is not taken.
    void failedByStore(FragmentNumber number, AckError error) {
        if (fragment != null && fragment.open.number().equals(number)) {
            fail(error, "the store could not keep it");
        }
    }

    /// Memory is short in the store.
    void spill() {
        if (fragment != null) {
            fragment.open.spill();
        }
    }

    /// From now on the end of a fragment ends the session; true if none is arriving.
    boolean drain() {
        draining = true;
        return fragment == null && !inPrelude;
    }

    /// Why reading stopped; null for plain bad media.
    @Nullable AckError sessionError() {
        return sessionError;
    }

    @Nullable OpenedFragment fragment() {
        return fragment;
    }

    long fragmentsBegun() {
        return fragmentsBegun;
    }

    long fragmentsCompleted() {
        return fragmentsCompleted;
    }

    @Override
    public void segment(long offset, int headerSize, long sizeBytes) {
        sessionHeader.segment(offset, headerSize, sizeBytes);
    }

    @Override
    public void info(Info read, long offset, long end) {
        info = read;
        sessionHeader.info();
    }

    @Override
    public void tracks(List<Track> read, long offset, long end) throws MalformedMediaException {
        int tracksMax = Limit.TRACKS.intIn(mode);
        if (read.size() > tracksMax) {
            throw ends(
                    AckError.MORE_THAN_ALLOWED_TRACKS_FOUND,
                    "the header defines " + read.size() + " tracks, more than " + tracksMax,
                    offset);
        }
        tracks = new SessionTracks(read);
        digest = tracks.newDigest();
    }

    @Override
    public void tags(Tags tags, long offset, long end) throws MalformedMediaException {
        if (headerBytes != null) {
            sessionHeader.tags(offset, end);
            return;
        }
        intake.take(end);
        if (fragment == null) {
            return;
        }
        AckError error = fragment.add(tags, mode);
        if (error != null) {
            fail(error, "the fragment has " + fragment.tags.size() + " tags, or one of them is too long");
        } else if (tags.hasName(KvsTags.END_OF_FRAGMENT)) {
            complete();
            endIfDraining(end);
        } else {
            publish(fragment);
        }
    }

    @Override
    public void other(int id, long offset, long end) throws MalformedMediaException {
        if (fragment != null) {
            intake.take(end);
            publishIfOpen();
        }
    }

    @Override
    public void clusterStart(long offset, int headerSize, long sizeBytes) throws MalformedMediaException {
        intake.take(offset);
        if (headerBytes != null) {
            endHeader(headerBytes, offset);
        }
        if (fragment != null) {
            complete();
        }
        endIfDraining(offset);
        clusterOffset = offset;
        clusterSizeKnown = sizeBytes != UNKNOWN_SIZE;
        inPrelude = true;
        prelude.clear();
        intake.to(intoPrelude);
    }

    private void endHeader(ByteSink received, long offset) throws MalformedMediaException {
        if (tracks.count() == 0) {
            throw ends(AckError.INVALID_MKV_DATA, "no track is defined before the first Cluster", offset);
        }
        byte[] input = received.toByteArray();
        TrackHeader first = sessionHeader.first(input);
        header = first;
        laterHeader = sessionHeader.later(input, first);
        headerBytes = null;
    }

    @Override
    public void clusterTimestamp(long ticks) {
        long timecodeMs = info.toMs(ticks);
        long producerTimestampMs = headers.producerTimestampMs(timecodeMs);
        inPrelude = false;
        if (timecodeMs <= lastTimecodeMs) {
            refuse(
                    AckError.FRAGMENT_TIMECODE_LESSER_THAN_PREVIOUS,
                    timecodeMs,
                    "its timecode is not above the last one, " + lastTimecodeMs);
        } else if (producerTimestampMs < 0) {
            refuse(AckError.INVALID_PRODUCER_TIMESTAMP, timecodeMs, "its time lies beyond the year 9999");
        } else {
            begin(new FragmentStart(timecodeMs, producerTimestampMs));
        }
    }

    private void begin(FragmentStart start) {
        TrackHeader track = Objects.requireNonNull(header, "a Cluster ends the header");
        fragmentsBegun++;
        OpenFragment open;
        try {
            open = store.begin(start, track);
        } catch (StoreException e) {
            refuse(AckError.ARCHIVAL_ERROR, start.clusterTimecodeMs(), String.valueOf(e.getMessage()));
            return;
        }
        fragment = new OpenedFragment(open, start.clusterTimecodeMs(), clusterOffset, clusterSizeKnown);
        lastTimecodeMs = start.clusterTimecodeMs();
        digest.clear();
        open.append(prelude.asByteBuffer());
        intake.to(intoFragment);
        acks.buffering(start.clusterTimecodeMs(), open.number());
    }

    @Override
    public void block(Block block) throws MalformedMediaException {
        if (fragment == null) {
            return;
        }
        intake.take(block.elementEnd());
        OpenedFragment open = fragment;
        if (open == null) {
            return;
        }
        int track = digest.trackIndex(block.trackNumber());
        if (track < 0) {
            fail(
                    AckError.TRACK_NUMBER_MISMATCH,
                    "a frame names track " + block.trackNumber() + ", which is not defined");
        } else if (digest.frameCount() + block.frameCount() > FragmentDigest.FRAMES_MAX) {
            fail(AckError.MAX_FRAGMENT_SIZE_REACHED, "it has more than " + FragmentDigest.FRAMES_MAX + " frames");
        } else {
            addFrames(open, block, track);
        }
    }

    private void addFrames(OpenedFragment open, Block block, int track) {
        long timeMs = info.toMs(block.timestampTicks()) - open.timecodeMs;
        long offset = block.payloadOffset() - open.offset;
        for (int i = 0; i < block.frameCount(); i++) {
            int size = block.frameBytes(i);
            digest.frame(track, timeMs, block.keyFrame(), offset, size);
            open.frameAt(timeMs);
            offset += size;
            timeMs += tracks.frameMs(track);
        }
        if (open.durationMs() > durationMsMax) {
            fail(AckError.MAX_FRAGMENT_DURATION_REACHED, "its frames span " + open.durationMs() + " ms");
        } else {
            publish(open);
        }
    }

    @Override
    public void clusterEnd(long offset) throws MalformedMediaException {
        if (inPrelude) {
            throw new MalformedMediaException("a Cluster without a Timestamp", clusterOffset);
        }
        if (fragment != null) {
            fragment.clusterComplete = true;
        }
    }

    private void publishIfOpen() {
        if (fragment != null) {
            publish(fragment);
        }
    }

    /// Whole elements only. A Cluster of known size that is given up half-way breaks its reader's document, so it is
    /// not shown before it has what each fragment must have.
    private void publish(OpenedFragment open) {
        if (!open.sizeKnown || tracks.firstWithoutFrames(digest) < 0) {
            open.open.publish(open.open.sizeBytes());
        }
    }

    private OpenedFragment opened() {
        return Objects.requireNonNull(fragment, "no fragment is open");
    }

    private void complete() {
        OpenedFragment whole = opened();
        int missing = tracks.firstWithoutFrames(digest);
        if (missing >= 0) {
            fail(AckError.FRAMES_MISSING_FOR_TRACK, "track " + tracks.number(missing) + " has no frame");
            return;
        }
        fragment = null;
        header = laterHeader;
        fragmentsCompleted++;
        intake.to(NOWHERE);
        whole.open.publish(whole.open.sizeBytes());
        whole.open.complete(new FragmentEnd(
                whole.durationMs(),
                tracks.lastFrameMs(digest),
                digest.frameCount(),
                tracks.videoKeyFrames(digest),
                tracks.activityBytes(digest),
                FragmentTags.encode(whole.tags),
                digest.toByteArray()));
        acks.received(whole.timecodeMs, whole.open.number(), whole.open.isArchived());
    }

    private void drop(OpenedFragment dropped) {
        fragment = null;
        intake.to(NOWHERE);
        dropped.open.giveUp();
    }

    /// The open fragment breaks a rule: it alone is dropped, and reading goes on.
    private void fail(AckError error, String explanation) {
        OpenedFragment failed = opened();
        drop(failed);
        acks.failed(failed.timecodeMs, failed.open.number(), error);
        log.failed(error, "fragment " + failed.timecodeMs + ": " + explanation, parser.positionBytes());
    }

    /// As [#fail], for a fragment that never got a number.
    private void refuse(AckError error, long timecodeMs, String explanation) {
        intake.to(NOWHERE);
        acks.failed(timecodeMs, null, error);
        log.failed(error, "fragment " + timecodeMs + ": " + explanation, clusterOffset);
    }

    private void endIfDraining(long offset) throws MalformedMediaException {
        if (draining) {
            throw ends(AckError.MAX_CONNECTION_DURATION_REACHED, "the session's time is up", offset);
        }
    }

    private MalformedMediaException ends(AckError error, String explanation, long offset) {
        sessionError = error;
        return new MalformedMediaException(explanation, offset);
    }

    private void takeHeader(ByteBuffer bytes) {
        Objects.requireNonNull(headerBytes, "the header has ended").bytes(bytes);
    }

    private void takePrelude(ByteBuffer bytes) throws MalformedMediaException {
        if (prelude.length() + bytes.remaining() > PRELUDE_BYTES_MAX) {
            throw new MalformedMediaException(
                    "more than " + PRELUDE_BYTES_MAX + " bytes in a Cluster before its Timestamp", clusterOffset);
        }
        prelude.bytes(bytes);
    }

    private void takePayload(ByteBuffer bytes) {
        OpenedFragment open = opened();
        if (open.open.sizeBytes() + bytes.remaining() > fragmentBytesMax) {
            fail(AckError.MAX_FRAGMENT_SIZE_REACHED, "it is larger than " + fragmentBytesMax + " bytes");
        } else {
            open.open.append(bytes);
        }
    }
}
