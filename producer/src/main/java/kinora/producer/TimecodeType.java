package kinora.producer;

/// How a stream's cluster timecodes are meant: Unix time in ms, or ms since the session's producer start timestamp.
public enum TimecodeType {
    ABSOLUTE,
    RELATIVE
}
