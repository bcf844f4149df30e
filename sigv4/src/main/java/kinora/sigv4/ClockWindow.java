package kinora.sigv4;

import java.time.Duration;
import java.time.Instant;

/// Refuses signatures from another time, in the words that producers look for to correct their clocks.
final class ClockWindow {
    static void check(SignatureClaim claim, Instant now, Duration tolerance) throws SigV4Exception {
        String minutes = tolerance.toMinutes() + " min.";
        if (claim.signedAt().isAfter(now.plus(tolerance))) {
            throw SigV4Exception.invalid("Signature not yet current: " + AmzDate.format(claim.signedAt())
                    + " is still later than " + AmzDate.format(now.plus(tolerance)) + " (" + AmzDate.format(now)
                    + " + " + minutes + ")");
        }
        Integer expiresSeconds = claim.expiresSeconds();
        if (expiresSeconds == null) {
            requireSince(claim, now, tolerance, minutes);
        } else {
            requireSince(claim, now, Duration.ofSeconds(expiresSeconds), expiresSeconds + " s.");
        }
    }

    private static void requireSince(SignatureClaim claim, Instant now, Duration life, String lifeText)
            throws SigV4Exception {
        Instant earliest = now.minus(life);
        if (claim.signedAt().isBefore(earliest)) {
            throw SigV4Exception.invalid("Signature expired: " + AmzDate.format(claim.signedAt())
                    + " is now earlier than " + AmzDate.format(earliest) + " (" + AmzDate.format(now) + " - "
                    + lifeText + ")");
        }
    }

    private ClockWindow() {}
}
