package dev.parley.server.ticket;

import dev.parley.server.http.Body;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A registration ticket to be made.
 *
 * @param lifetime empty for ever
 */
record CreateTicket(boolean reusable, boolean skipApproval, Optional<Duration> lifetime) {

    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(30);

    /** A century: what is longer is as good as for ever, and still a time. */
    private static final double MAX_SECONDS = 36_525 * 86_400.0;

    /** Never fails: what is not understood counts as not given. */
    static CreateTicket from(Body body) {
        return new CreateTicket(
                body.isTrue("reusable"), body.isTrue("skip_approval"), lifetime(body.json("expires_in")));
    }

    /** In seconds; 0 for ever. */
    private static Optional<Duration> lifetime(JsonNode expiresIn) {
        double seconds = expiresIn != null && expiresIn.isNumber()
                ? expiresIn.numberValue().doubleValue()
                : -1;
        if (seconds == 0) {
            return Optional.empty();
        }
        return Optional.of(
                seconds < 0 ? DEFAULT_LIFETIME : Duration.ofMillis((long) (Math.min(seconds, MAX_SECONDS) * 1000)));
    }
}
