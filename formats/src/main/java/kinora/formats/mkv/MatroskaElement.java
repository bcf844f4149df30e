package kinora.formats.mkv;

import kinora.formats.ebml.ElementHeader;
import org.jspecify.annotations.Nullable;

/// The elements of EBML (RFC 8794) and Matroska (RFC 9559) that Kinora knows by name, in the standards' order.
public enum MatroskaElement {
    EBML(null, 0x1A45DFA3, Type.MASTER, "EBML"),
    EBML_VERSION(EBML, 0x4286, Type.UNSIGNED, "EBMLVersion"),
    EBML_READ_VERSION(EBML, 0x42F7, Type.UNSIGNED, "EBMLReadVersion"),
    EBML_MAX_ID_LENGTH(EBML, 0x42F2, Type.UNSIGNED, "EBMLMaxIDLength"),
    EBML_MAX_SIZE_LENGTH(EBML, 0x42F3, Type.UNSIGNED, "EBMLMaxSizeLength"),
    DOC_TYPE(EBML, 0x4282, Type.STRING, "DocType"),
    DOC_TYPE_VERSION(EBML, 0x4287, Type.UNSIGNED, "DocTypeVersion"),
    DOC_TYPE_READ_VERSION(EBML, 0x4285, Type.UNSIGNED, "DocTypeReadVersion"),

    VOID(null, 0xEC, Type.BINARY, "Void"),
    CRC_32(null, 0xBF, Type.BINARY, "CRC-32"),

    SEGMENT(null, 0x18538067, Type.MASTER, "Segment"),
    SEEK_HEAD(SEGMENT, 0x114D9B74, Type.MASTER, "SeekHead"),
    SEEK(SEEK_HEAD, 0x4DBB, Type.MASTER, "Seek"),
    SEEK_ID(SEEK, 0x53AB, Type.BINARY, "SeekID"),
    SEEK_POSITION(SEEK, 0x53AC, Type.UNSIGNED, "SeekPosition"),

    INFO(SEGMENT, 0x1549A966, Type.MASTER, "Info"),
    SEGMENT_UUID(INFO, 0x73A4, Type.BINARY, "SegmentUUID"),
    TIMESTAMP_SCALE(INFO, 0x2AD7B1, Type.UNSIGNED, "TimestampScale"),
    DURATION(INFO, 0x4489, Type.FLOAT, "Duration"),
    DATE_UTC(INFO, 0x4461, Type.DATE, "DateUTC"),
    TITLE(INFO, 0x7BA9, Type.UTF_8, "Title"),
    MUXING_APP(INFO, 0x4D80, Type.UTF_8, "MuxingApp"),
    WRITING_APP(INFO, 0x5741, Type.UTF_8, "WritingApp"),

    CLUSTER(SEGMENT, 0x1F43B675, Type.MASTER, "Cluster"),
    TIMESTAMP(CLUSTER, 0xE7, Type.UNSIGNED, "Timestamp"),
    SILENT_TRACKS(CLUSTER, 0x5854, Type.MASTER, "SilentTracks"),
    POSITION(CLUSTER, 0xA7, Type.UNSIGNED, "Position"),
    PREV_SIZE(CLUSTER, 0xAB, Type.UNSIGNED, "PrevSize"),
    SIMPLE_BLOCK(CLUSTER, 0xA3, Type.BINARY, "SimpleBlock"),
    BLOCK_GROUP(CLUSTER, 0xA0, Type.MASTER, "BlockGroup"),
    BLOCK(BLOCK_GROUP, 0xA1, Type.BINARY, "Block"),
    BLOCK_VIRTUAL(BLOCK_GROUP, 0xA2, Type.BINARY, "BlockVirtual"),
    BLOCK_ADDITIONS(BLOCK_GROUP, 0x75A1, Type.MASTER, "BlockAdditions"),
    BLOCK_MORE(BLOCK_ADDITIONS, 0xA6, Type.MASTER, "BlockMore"),
    BLOCK_ADDITIONAL(BLOCK_MORE, 0xA5, Type.BINARY, "BlockAdditional"),
    BLOCK_ADD_ID(BLOCK_MORE, 0xEE, Type.UNSIGNED, "BlockAddID"),
    BLOCK_DURATION(BLOCK_GROUP, 0x9B, Type.UNSIGNED, "BlockDuration"),
    REFERENCE_PRIORITY(BLOCK_GROUP, 0xFA, Type.UNSIGNED, "ReferencePriority"),
    REFERENCE_BLOCK(BLOCK_GROUP, 0xFB, Type.SIGNED, "ReferenceBlock"),
    REFERENCE_VIRTUAL(BLOCK_GROUP, 0xFD, Type.SIGNED, "ReferenceVirtual"),
    CODEC_STATE(BLOCK_GROUP, 0xA4, Type.BINARY, "CodecState"),
    DISCARD_PADDING(BLOCK_GROUP, 0x75A2, Type.SIGNED, "DiscardPadding"),
    SLICES(BLOCK_GROUP, 0x8E, Type.MASTER, "Slices"),
    REFERENCE_FRAME(BLOCK_GROUP, 0xC8, Type.MASTER, "ReferenceFrame"),
    ENCRYPTED_BLOCK(CLUSTER, 0xAF, Type.BINARY, "EncryptedBlock"),

    TRACKS(SEGMENT, 0x1654AE6B, Type.MASTER, "Tracks"),
    TRACK_ENTRY(TRACKS, 0xAE, Type.MASTER, "TrackEntry"),
    TRACK_NUMBER(TRACK_ENTRY, 0xD7, Type.UNSIGNED, "TrackNumber"),
    TRACK_UID(TRACK_ENTRY, 0x73C5, Type.UNSIGNED, "TrackUID"),
    TRACK_TYPE(TRACK_ENTRY, 0x83, Type.UNSIGNED, "TrackType"),
    DEFAULT_DURATION(TRACK_ENTRY, 0x23E383, Type.UNSIGNED, "DefaultDuration"),
    NAME(TRACK_ENTRY, 0x536E, Type.UTF_8, "Name"),
    LANGUAGE(TRACK_ENTRY, 0x22B59C, Type.STRING, "Language"),
    CODEC_ID(TRACK_ENTRY, 0x86, Type.STRING, "CodecID"),
    CODEC_PRIVATE(TRACK_ENTRY, 0x63A2, Type.BINARY, "CodecPrivate"),
    VIDEO(TRACK_ENTRY, 0xE0, Type.MASTER, "Video"),
    PIXEL_WIDTH(VIDEO, 0xB0, Type.UNSIGNED, "PixelWidth"),
    PIXEL_HEIGHT(VIDEO, 0xBA, Type.UNSIGNED, "PixelHeight"),
    AUDIO(TRACK_ENTRY, 0xE1, Type.MASTER, "Audio"),
    SAMPLING_FREQUENCY(AUDIO, 0xB5, Type.FLOAT, "SamplingFrequency"),
    CHANNELS(AUDIO, 0x9F, Type.UNSIGNED, "Channels"),
    BIT_DEPTH(AUDIO, 0x6264, Type.UNSIGNED, "BitDepth"),

    CUES(SEGMENT, 0x1C53BB6B, Type.MASTER, "Cues"),
    CUE_POINT(CUES, 0xBB, Type.MASTER, "CuePoint"),
    ATTACHMENTS(SEGMENT, 0x1941A469, Type.MASTER, "Attachments"),
    ATTACHED_FILE(ATTACHMENTS, 0x61A7, Type.MASTER, "AttachedFile"),
    CHAPTERS(SEGMENT, 0x1043A770, Type.MASTER, "Chapters"),
    EDITION_ENTRY(CHAPTERS, 0x45B9, Type.MASTER, "EditionEntry"),

    TAGS(SEGMENT, 0x1254C367, Type.MASTER, "Tags"),
    TAG(TAGS, 0x7373, Type.MASTER, "Tag"),
    TARGETS(TAG, 0x63C0, Type.MASTER, "Targets"),
    TARGET_TYPE_VALUE(TARGETS, 0x68CA, Type.UNSIGNED, "TargetTypeValue"),
    TARGET_TYPE(TARGETS, 0x63CA, Type.STRING, "TargetType"),
    TAG_TRACK_UID(TARGETS, 0x63C5, Type.UNSIGNED, "TagTrackUID"),
    SIMPLE_TAG(TAG, 0x67C8, Type.MASTER, "SimpleTag"),
    TAG_NAME(SIMPLE_TAG, 0x45A3, Type.UTF_8, "TagName"),
    TAG_LANGUAGE(SIMPLE_TAG, 0x447A, Type.STRING, "TagLanguage"),
    TAG_DEFAULT(SIMPLE_TAG, 0x4484, Type.UNSIGNED, "TagDefault"),
    TAG_STRING(SIMPLE_TAG, 0x4487, Type.UTF_8, "TagString"),
    TAG_BINARY(SIMPLE_TAG, 0x4485, Type.BINARY, "TagBinary");

    /// What an element's data is, RFC 8794 section 7.
    public enum Type {
        MASTER,
        UNSIGNED,
        SIGNED,
        FLOAT,
        STRING,
        UTF_8,
        DATE,
        BINARY
    }

    private final @Nullable MatroskaElement parent;
    private final int id;
    private final Type type;
    private final String standardName;

    MatroskaElement(@Nullable MatroskaElement parent, int id, Type type, String standardName) {
        this.parent = parent;
        this.id = id;
        this.type = type;
        this.standardName = standardName;
    }

    public int id() {
        return id;
    }

    public Type type() {
        return type;
    }

    /// As the standard writes it, `SimpleBlock`.
    public String standardName() {
        return standardName;
    }

    /// Null for the EBML header, the Segment and the elements that may stand anywhere.
    public @Nullable MatroskaElement parent() {
        return parent;
    }

    /// 0 for EBML and Segment, 1 for Cluster, 2 for SimpleBlock: the least depth at which it stands.
    public int level() {
        return parent == null ? 0 : parent.level() + 1;
    }

    /// Void and CRC-32 may stand in every master, RFC 8794 section 11.3.
    public boolean isGlobal() {
        return this == VOID || this == CRC_32;
    }

    /// Null for an id that this table does not know.
    public static @Nullable MatroskaElement byId(int id) {
        return ElementIndex.find(id);
    }

    /// The name, or the id in hexadecimal where the table knows none.
    public static String nameOf(int id) {
        MatroskaElement element = byId(id);
        return element == null ? "element " + ElementHeader.hex(id) : element.standardName;
    }
}
