package kinora.formats.codec;

import java.util.Objects;

/// Why a track cannot be announced to a player. The explanation is a sentence without the track's number.
public final class CodecException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong with the track.
    public enum Kind {
        /// Nothing says how to decode it: no CodecPrivate, and nothing in its first frame.
        MISSING,
        /// What says how to decode it cannot be read.
        INVALID,
        /// No player of ours knows the codec.
        UNSUPPORTED
    }

    private final Kind kind;

    public CodecException(Kind kind, String explanation) {
        super(explanation);
        this.kind = Objects.requireNonNull(kind, "kind is null");
    }

    public Kind kind() {
        return kind;
    }
}
