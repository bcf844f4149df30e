package kinora.playback.session;

import java.nio.charset.StandardCharsets;
import kinora.model.StreamArn;
import kinora.store.TimestampKind;
import org.jspecify.annotations.Nullable;

/// What a playback session was opened for. Never changes; kept as one line of text.
///
/// @param kind the kind of resources its token opens
/// @param startMs of the span, -1 where none was given
/// @param endMs of the span, inclusive, -1 where none was given
/// @param discontinuity null: the caller left it to us
/// @param maxResults fragments in a playlist or manifest
/// @param principal who opened it, by which access key
public record SessionTerms(
        Kind kind,
        StreamArn stream,
        Mode mode,
        TimestampKind clock,
        long startMs,
        long endMs,
        Container container,
        @Nullable Discontinuity discontinuity,
        boolean showTimestamps,
        boolean showNumbers,
        int maxResults,
        long createdMs,
        long expiresMs,
        String principal,
        String accessKeyId) {
    private static final int FIELDS = 15;
    private static final String SEPARATOR = "\t";

    /// What the token opens.
    public enum Kind {
        HLS,
        DASH,
        CLIP
    }

    /// kvs-api: PlaybackMode.
    public enum Mode {
        LIVE,
        LIVE_REPLAY,
        ON_DEMAND
    }

    /// kvs-api: ContainerFormat.
    public enum Container {
        FRAGMENTED_MP4,
        MPEG_TS
    }

    /// kvs-api: DiscontinuityMode.
    public enum Discontinuity {
        ALWAYS,
        NEVER,
        ON_DISCONTINUITY
    }

    public byte[] toBytes() {
        return String.join(
                        SEPARATOR,
                        kind.name(),
                        stream.toString(),
                        mode.name(),
                        clock.name(),
                        Long.toString(startMs),
                        Long.toString(endMs),
                        container.name(),
                        discontinuity == null ? "" : discontinuity.name(),
                        Boolean.toString(showTimestamps),
                        Boolean.toString(showNumbers),
                        Integer.toString(maxResults),
                        Long.toString(createdMs),
                        Long.toString(expiresMs),
                        principal,
                        accessKeyId)
                .getBytes(StandardCharsets.UTF_8);
    }

    public static SessionTerms read(byte[] bytes) {
        String[] field = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        if (field.length != FIELDS) {
            throw new IllegalArgumentException("a playback session of " + field.length + " fields");
        }
        return new SessionTerms(
                Kind.valueOf(field[0]),
                StreamArn.parse(field[1]),
                Mode.valueOf(field[2]),
                TimestampKind.valueOf(field[3]),
                Long.parseLong(field[4]),
                Long.parseLong(field[5]),
                Container.valueOf(field[6]),
                field[7].isEmpty() ? null : Discontinuity.valueOf(field[7]),
                Boolean.parseBoolean(field[8]),
                Boolean.parseBoolean(field[9]),
                Integer.parseInt(field[10]),
                Long.parseLong(field[11]),
                Long.parseLong(field[12]),
                field[13],
                field[14]);
    }
}
