package kinora.formats.mkv;

/// The EBML header that opens a document, RFC 8794 section 11.2.
public record EbmlHeader(
        int version,
        int readVersion,
        int maxIdLength,
        int maxSizeLength,
        String docType,
        int docTypeVersion,
        int docTypeReadVersion) {

    /// What a Matroska writer says of itself: version 4, readable by version 2 (SimpleBlock).
    public static final EbmlHeader MATROSKA = new EbmlHeader(1, 1, 4, 8, "matroska", 4, 2);
}
