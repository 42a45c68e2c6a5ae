package dev.parley.server.ticket;

import dev.parley.server.http.Body;
import java.time.Duration;
import java.util.Optional;

/**
 * A registration ticket to be made.
 *
 * @param lifetime empty for ever
 */
record CreateTicket(boolean reusable, boolean skipApproval, Optional<Duration> lifetime) {

    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(30);

    /** Never fails: what is not understood counts as not given. */
    static CreateTicket from(Body body) {
        return new CreateTicket(
                body.isTrue("reusable"),
                body.isTrue("skip_approval"),
                Lifetime.of(body.json("expires_in"), DEFAULT_LIFETIME));
    }
}
