package kinora.ingest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import kinora.http.RequestHead;
import kinora.model.ApiException;
import org.jspecify.annotations.Nullable;

/// What a producer says of its timestamps in the headers of PutMedia.
public record PutMediaHeaders(TimecodeType timecodeType, long startTimestampMs, String userAgent) {
    public static final String TIMECODE_TYPE = "x-amzn-fragment-timecode-type";
    public static final String START_TIMESTAMP = "x-amzn-producer-start-timestamp";

    /// The last millisecond of the year 9999: later ones have no ISO 8601 form of four digits.
    public static final long TIMESTAMP_MS_MAX = 253_402_300_799_999L;

    /// Plain decimals only: an exponent would let twelve characters ask for a gigabyte of digits.
    private static final Pattern SECONDS = Pattern.compile("\\d{1,19}(\\.\\d{0,18})?");

    private static final int TEXT_MAX = 64;
    private static final int MS_DIGITS = 3;

    /// Whether Cluster timestamps count from the start of the session or from 1970.
    public enum TimecodeType {
        ABSOLUTE,
        RELATIVE
    }

    /// Throws [ApiException] with a sentence that says what to send instead. Whether acknowledgements were asked for
    /// is not looked at: they are always sent, as most clients rely on it and do not ask.
    public static PutMediaHeaders of(RequestHead head) {
        String userAgent = head.header("user-agent");
        return new PutMediaHeaders(
                timecodeType(single(head, TIMECODE_TYPE)),
                startTimestampMs(single(head, START_TIMESTAMP)),
                userAgent == null ? "" : userAgent);
    }

    private static @Nullable String single(RequestHead head, String name) {
        List<String> values = head.headers().getAll(name);
        if (values.size() > 1) {
            throw ApiException.invalidArgument("The header " + name + " must not occur more than once.");
        }
        return values.isEmpty() ? null : values.get(0).strip();
    }

    private static TimecodeType timecodeType(@Nullable String text) {
        if ("ABSOLUTE".equals(text)) {
            return TimecodeType.ABSOLUTE;
        }
        if ("RELATIVE".equals(text)) {
            return TimecodeType.RELATIVE;
        }
        throw ApiException.invalidArgument("The header " + TIMECODE_TYPE + " must be ABSOLUTE or RELATIVE.");
    }

    /// Clients write decimal seconds, with or without a fraction, or ISO 8601. The C producer does not pad its
    /// milliseconds (5 ms are `.5`); the text is taken as the decimal that it is.
    private static long startTimestampMs(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (text.length() > TEXT_MAX) {
            throw badStart();
        }
        long ms = text.indexOf('T') >= 0 ? isoMs(text) : secondsMs(text);
        if (ms < 0 || ms > TIMESTAMP_MS_MAX) {
            throw badStart();
        }
        return ms;
    }

    private static long isoMs(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw badStart();
        }
    }

    private static long secondsMs(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw badStart();
        }
        BigDecimal ms = new BigDecimal(text).movePointRight(MS_DIGITS).setScale(0, RoundingMode.HALF_UP);
        return ms.compareTo(BigDecimal.valueOf(TIMESTAMP_MS_MAX)) > 0 ? Long.MAX_VALUE : ms.longValueExact();
    }

    private static ApiException badStart() {
        return ApiException.invalidArgument("The header " + START_TIMESTAMP
                + " must be seconds since 1970, such as 1498511782.500, or ISO 8601, such as 2017-06-26T21:16:22.5Z.");
    }

    /// A Cluster's time on the producer's wall clock, or -1 if there is no such time.
    long producerTimestampMs(long timecodeMs) {
        long ms = timecodeType == TimecodeType.ABSOLUTE ? timecodeMs : startTimestampMs + timecodeMs;
        return timecodeMs <= TIMESTAMP_MS_MAX && ms <= TIMESTAMP_MS_MAX ? ms : -1;
    }
}
