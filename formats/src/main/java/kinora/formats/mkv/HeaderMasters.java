package kinora.formats.mkv;

import java.util.Locale;
import java.util.Set;
import kinora.formats.MalformedMediaException;
import kinora.formats.ebml.ElementCursor;
import kinora.formats.ebml.Vint;
import org.jspecify.annotations.Nullable;

/// Reads the EBML header and Info, once they are whole in memory.
final class HeaderMasters {
    private static final int EBML_READ_VERSION = 1;
    private static final int ID_LENGTH = 4;
    private static final Set<String> DOC_TYPES = Set.of("matroska", "webm");

    private HeaderMasters() {}

    static EbmlHeader ebmlHeader(ElementCursor at, long offset) throws MalformedMediaException {
        int version = 1;
        int readVersion = 1;
        int idLength = ID_LENGTH;
        int sizeLength = Vint.BYTES_MAX;
        String docType = "";
        int docTypeVersion = 1;
        int docTypeReadVersion = 1;
        while (at.next()) {
            switch (known(at.id())) {
                case EBML_VERSION -> version = at.unsignedInt(1);
                case EBML_READ_VERSION -> readVersion = at.unsignedInt(1);
                case EBML_MAX_ID_LENGTH -> idLength = at.unsignedInt(ID_LENGTH);
                case EBML_MAX_SIZE_LENGTH -> sizeLength = at.unsignedInt(Vint.BYTES_MAX);
                case DOC_TYPE -> docType = at.text();
                case DOC_TYPE_VERSION -> docTypeVersion = at.unsignedInt(1);
                case DOC_TYPE_READ_VERSION -> docTypeReadVersion = at.unsignedInt(1);
                default -> {} // DocTypeExtension and what later versions add
            }
        }
        EbmlHeader header =
                new EbmlHeader(version, readVersion, idLength, sizeLength, docType, docTypeVersion, docTypeReadVersion);
        check(header, offset);
        return header;
    }

    private static void check(EbmlHeader header, long offset) throws MalformedMediaException {
        if (header.readVersion() != EBML_READ_VERSION) {
            throw new MalformedMediaException("EBMLReadVersion is " + header.readVersion() + ", not 1", offset);
        }
        if (header.maxIdLength() != ID_LENGTH) {
            throw new MalformedMediaException("EBMLMaxIDLength is " + header.maxIdLength() + ", not 4", offset);
        }
        if (header.maxSizeLength() < 1 || header.maxSizeLength() > Vint.BYTES_MAX) {
            throw new MalformedMediaException("EBMLMaxSizeLength is " + header.maxSizeLength(), offset);
        }
        if (!DOC_TYPES.contains(header.docType().toLowerCase(Locale.ROOT))) {
            String shown = header.docType().length() > 32 ? header.docType().substring(0, 32) + "…" : header.docType();
            throw new MalformedMediaException("DocType is \"" + shown + "\", not matroska or webm", offset);
        }
    }

    static Info info(ElementCursor at, long offset) throws MalformedMediaException {
        long scaleNs = Info.TIMESTAMP_SCALE_DEFAULT_NS;
        @Nullable Double durationTicks = null;
        @Nullable String title = null;
        @Nullable String muxingApp = null;
        @Nullable String writingApp = null;
        while (at.next()) {
            switch (known(at.id())) {
                case TIMESTAMP_SCALE -> scaleNs = at.unsigned(Info.TIMESTAMP_SCALE_DEFAULT_NS);
                case DURATION -> durationTicks = at.floating(0);
                case TITLE -> title = at.text();
                case MUXING_APP -> muxingApp = at.text();
                case WRITING_APP -> writingApp = at.text();
                default -> {} // SegmentUUID and others that nobody asks for
            }
        }
        if (scaleNs <= 0 || scaleNs > Info.TIMESTAMP_SCALE_MAX_NS) {
            throw new MalformedMediaException("Info has a TimestampScale of " + scaleNs + " ns", offset);
        }
        return new Info(scaleNs, durationTicks, title, muxingApp, writingApp);
    }

    /// The element, or Void for what the table does not know: both are passed over.
    static MatroskaElement known(int id) {
        MatroskaElement element = MatroskaElement.byId(id);
        return element == null ? MatroskaElement.VOID : element;
    }
}
