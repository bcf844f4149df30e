package kinora.ingest;

import kinora.http.RequestHead;
import kinora.model.AckError;
import kinora.model.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an operator reads of a session: a line when it opens, one for each error, one when it closes.
final class SessionLog {
    private static final Logger LOG = LoggerFactory.getLogger(PutMedia.class);
    private static final int SHOWN_MAX = 200;

    private final String stream;
    private final String requestId;

    SessionLog(Stream stream, RequestHead head) {
        this.stream = stream.name();
        this.requestId = head.requestId();
    }

    void opened(RequestHead head, PutMediaHeaders headers) {
        LOG.info(
                "PutMedia {} opened: request {}, from {}, {} timecodes, {}",
                stream,
                requestId,
                head.remoteAddress(),
                headers.timecodeType(),
                printable(headers.userAgent()));
    }

    void failed(AckError error, String explanation, long offset) {
        LOG.warn(
                "PutMedia {} ERROR {} {} at byte {}: {}; {} (request {})",
                stream,
                error.id(),
                error.name(),
                offset,
                printable(explanation),
                advice(error),
                requestId);
    }

    void broken(RuntimeException e) {
        LOG.error("PutMedia {} failed: a fault of this server (request {})", stream, requestId, e);
    }

    void closed(String reason, long bytes, long fragments) {
        LOG.info(
                "PutMedia {} closed: {}, {} bytes, {} fragments (request {})",
                stream,
                printable(reason),
                bytes,
                fragments,
                requestId);
    }

    /// What a producer says of itself must not draw lines of its own in the log.
    private static String printable(String text) {
        String shown = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private static String advice(AckError error) {
        return switch (error) {
            case MAX_FRAGMENT_SIZE_REACHED, MAX_FRAGMENT_DURATION_REACHED -> "send key frames more often";
            case FRAGMENT_TIMECODE_LESSER_THAN_PREVIOUS -> "look at the producer's clock, or open a new session";
            case INVALID_MKV_DATA -> "the body must be one Matroska document";
            case INVALID_PRODUCER_TIMESTAMP -> "look at the start timestamp and the timecode type";
            case FRAGMENT_METADATA_LIMIT_REACHED -> "send fewer or shorter tags";
            case TRACK_NUMBER_MISMATCH -> "define each track in the header";
            case FRAMES_MISSING_FOR_TRACK -> "send a frame of each track in each fragment, or define fewer tracks";
            case MORE_THAN_ONE_TRACK_FOUND, MORE_THAN_ALLOWED_TRACKS_FOUND -> "define fewer tracks";
            case MAX_CONNECTION_DURATION_REACHED -> "the producer should open a new session";
            case STREAM_READ_ERROR -> "look at the producer's network";
            case STREAM_NOT_ACTIVE, STREAM_DELETED -> "create the stream again";
            case ARCHIVAL_ERROR, INTERNAL_ERROR -> "look at the server's disk and its log";
            case KMS_KEY_ACCESS_DENIED,
                    KMS_KEY_DISABLED,
                    KMS_KEY_VALIDATION_ERROR,
                    KMS_KEY_UNAVAILABLE,
                    KMS_KEY_INVALID_USAGE,
                    KMS_KEY_INVALID_STATE,
                    KMS_KEY_NOT_FOUND -> "look at the key service";
        };
    }
}
