package kinora.formats.mkv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kinora.formats.bits.ByteSink;
import kinora.formats.bits.Bytes;
import kinora.formats.ebml.Vint;
import org.jspecify.annotations.Nullable;

/// Writes Matroska into a [ByteSink], element by element, in the order of the calls.
///
/// Masters get a size field of 4 bytes that is filled in when they end; other elements the shortest one.
public final class MkvWriter {
    /// Flags of a block, RFC 9559 section 10.1.
    public static final int FLAG_KEY = 0x80;

    public static final int FLAG_INVISIBLE = 0x08;
    public static final int FLAG_DISCARDABLE = 0x01;

    private static final int MASTER_SIZE_BYTES = 4;

    private final ByteSink out;

    public MkvWriter(ByteSink out) {
        this.out = out;
    }

    public MkvWriter ebmlHeader(EbmlHeader header) {
        int start = begin(MatroskaElement.EBML);
        unsigned(MatroskaElement.EBML_VERSION, header.version());
        unsigned(MatroskaElement.EBML_READ_VERSION, header.readVersion());
        unsigned(MatroskaElement.EBML_MAX_ID_LENGTH, header.maxIdLength());
        unsigned(MatroskaElement.EBML_MAX_SIZE_LENGTH, header.maxSizeLength());
        text(MatroskaElement.DOC_TYPE, header.docType());
        unsigned(MatroskaElement.DOC_TYPE_VERSION, header.docTypeVersion());
        unsigned(MatroskaElement.DOC_TYPE_READ_VERSION, header.docTypeReadVersion());
        return end(start);
    }

    /// A Segment that lasts as long as the stream: `18538067 01FFFFFFFFFFFFFF`.
    public MkvWriter segment() {
        return beginUnknown(MatroskaElement.SEGMENT);
    }

    public MkvWriter info(Info info) {
        int start = begin(MatroskaElement.INFO);
        unsigned(MatroskaElement.TIMESTAMP_SCALE, info.timestampScaleNs());
        if (info.durationTicks() != null) {
            floating(MatroskaElement.DURATION, info.durationTicks());
        }
        textIfSaid(MatroskaElement.TITLE, info.title());
        textIfSaid(MatroskaElement.MUXING_APP, info.muxingApp());
        textIfSaid(MatroskaElement.WRITING_APP, info.writingApp());
        return end(start);
    }

    public MkvWriter tracks(List<Track> tracks) {
        int start = begin(MatroskaElement.TRACKS);
        tracks.forEach(this::track);
        return end(start);
    }

    private void track(Track track) {
        int start = begin(MatroskaElement.TRACK_ENTRY);
        unsigned(MatroskaElement.TRACK_NUMBER, track.number());
        unsigned(MatroskaElement.TRACK_UID, track.uid());
        unsigned(MatroskaElement.TRACK_TYPE, track.type());
        if (track.defaultDurationNs() != 0) {
            unsigned(MatroskaElement.DEFAULT_DURATION, track.defaultDurationNs());
        }
        textIfSaid(MatroskaElement.NAME, track.name());
        textIfSaid(MatroskaElement.LANGUAGE, track.language());
        text(MatroskaElement.CODEC_ID, track.codecId());
        Bytes codecPrivate = track.codecPrivate();
        if (codecPrivate != null) {
            binary(MatroskaElement.CODEC_PRIVATE, codecPrivate.toByteArray());
        }
        video(track.video());
        audio(track.audio());
        end(start);
    }

    private void video(Track.@Nullable Video video) {
        if (video != null) {
            int start = begin(MatroskaElement.VIDEO);
            unsigned(MatroskaElement.PIXEL_WIDTH, video.pixelWidth());
            unsigned(MatroskaElement.PIXEL_HEIGHT, video.pixelHeight());
            end(start);
        }
    }

    private void audio(Track.@Nullable Audio audio) {
        if (audio != null) {
            int start = begin(MatroskaElement.AUDIO);
            floating(MatroskaElement.SAMPLING_FREQUENCY, audio.samplingFrequency());
            unsigned(MatroskaElement.CHANNELS, audio.channels());
            if (audio.bitDepth() != 0) {
                unsigned(MatroskaElement.BIT_DEPTH, audio.bitDepth());
            }
            end(start);
        }
    }

    /// A Cluster that lasts until the next one, with its Timestamp.
    public MkvWriter cluster(long timestampTicks) {
        return beginUnknown(MatroskaElement.CLUSTER).unsigned(MatroskaElement.TIMESTAMP, timestampTicks);
    }

    /// A Cluster of known size, with its Timestamp; [#end] takes what this returns.
    public int beginCluster(long timestampTicks) {
        int start = begin(MatroskaElement.CLUSTER);
        unsigned(MatroskaElement.TIMESTAMP, timestampTicks);
        return start;
    }

    public MkvWriter simpleBlock(long trackNumber, int relativeTicks, int flags, byte[] frame) {
        simpleBlockHeader(trackNumber, relativeTicks, flags, frame.length);
        out.bytes(frame);
        return this;
    }

    /// All of a SimpleBlock but its frame, for those who send header and frame apart.
    public MkvWriter simpleBlockHeader(long trackNumber, int relativeTicks, int flags, int frameBytes) {
        header(MatroskaElement.SIMPLE_BLOCK, Vint.bytesFor(trackNumber) + 3L + frameBytes);
        return blockHeader(trackNumber, relativeTicks, flags);
    }

    /// What stands before the frames in the body of a Block or SimpleBlock.
    public MkvWriter blockHeader(long trackNumber, int relativeTicks, int flags) {
        if (relativeTicks != (short) relativeTicks) {
            throw new IllegalArgumentException(relativeTicks + " ticks from the Cluster's timestamp");
        }
        Vint.write(out, trackNumber);
        out.u16(relativeTicks).u8(flags);
        return this;
    }

    public MkvWriter tags(Tags tags) {
        int start = begin(MatroskaElement.TAGS);
        tags.tags().forEach(this::tag);
        return end(start);
    }

    private void tag(Tags.Tag tag) {
        int start = begin(MatroskaElement.TAG);
        Tags.Targets targets = tag.targets();
        if (targets != null) {
            targets(targets);
        }
        tag.simpleTags().forEach(this::simpleTag);
        end(start);
    }

    private void targets(Tags.Targets targets) {
        int start = begin(MatroskaElement.TARGETS);
        unsigned(MatroskaElement.TARGET_TYPE_VALUE, targets.typeValue());
        textIfSaid(MatroskaElement.TARGET_TYPE, targets.type());
        targets.trackUids().forEach(uid -> unsigned(MatroskaElement.TAG_TRACK_UID, uid));
        end(start);
    }

    private void simpleTag(Tags.SimpleTag tag) {
        int start = begin(MatroskaElement.SIMPLE_TAG);
        text(MatroskaElement.TAG_NAME, tag.name());
        Bytes binary = tag.binary();
        if (binary == null) {
            text(MatroskaElement.TAG_STRING, tag.text());
        } else {
            binary(MatroskaElement.TAG_BINARY, binary.toByteArray());
        }
        tag.nested().forEach(this::simpleTag);
        end(start);
    }

    /// A Void of `totalBytes` in all, at least 2.
    public MkvWriter voidElement(int totalBytes) {
        int sizeBytes = totalBytes - 2 < Vint.allOnes(1) ? 1 : MASTER_SIZE_BYTES;
        int dataBytes = totalBytes - 1 - sizeBytes;
        Vint.writeId(out, MatroskaElement.VOID.id());
        Vint.write(out, dataBytes, sizeBytes);
        out.zeros(dataBytes);
        return this;
    }

    /// Begins a master; [#end] takes what this returns and fills in the size.
    public int begin(MatroskaElement master) {
        Vint.writeId(out, master.id());
        int start = out.length();
        out.zeros(MASTER_SIZE_BYTES);
        return start;
    }

    public MkvWriter end(int start) {
        int size = out.length() - start - MASTER_SIZE_BYTES;
        assert size < Vint.allOnes(MASTER_SIZE_BYTES) : size;
        out.setBigEndian(start, 1L << (7 * MASTER_SIZE_BYTES) | size, MASTER_SIZE_BYTES);
        return this;
    }

    /// Begins a master that nothing ends but what follows it.
    public MkvWriter beginUnknown(MatroskaElement master) {
        Vint.writeId(out, master.id());
        Vint.writeUnknown(out, Vint.BYTES_MAX);
        return this;
    }

    /// In as few bytes as hold it, taken as 64 bits without a sign.
    public MkvWriter unsigned(MatroskaElement element, long value) {
        int count = Math.max(1, (71 - Long.numberOfLeadingZeros(value)) / 8);
        header(element, count);
        out.bigEndian(value, count);
        return this;
    }

    public MkvWriter floating(MatroskaElement element, double value) {
        header(element, Double.BYTES);
        out.u64(Double.doubleToLongBits(value));
        return this;
    }

    public MkvWriter text(MatroskaElement element, String value) {
        return binary(element, value.getBytes(StandardCharsets.UTF_8));
    }

    private void textIfSaid(MatroskaElement element, @Nullable String value) {
        if (value != null) {
            text(element, value);
        }
    }

    public MkvWriter binary(MatroskaElement element, byte[] data) {
        header(element, data.length);
        out.bytes(data);
        return this;
    }

    private void header(MatroskaElement element, long size) {
        Vint.writeId(out, element.id());
        Vint.write(out, size);
    }
}
