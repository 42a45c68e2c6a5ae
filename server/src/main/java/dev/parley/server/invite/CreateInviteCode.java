package dev.parley.server.invite;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.server.http.Body;
import dev.parley.server.ticket.Lifetime;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An invite code to be made.
 *
 * @param maxUses 0 for any number
 * @param lifetime empty for ever
 */
record CreateInviteCode(Optional<String> label, long maxUses, Optional<Duration> lifetime) {

    private static final Duration DEFAULT_LIFETIME = Duration.ofDays(90);

    /** In UTF-16 code units. */
    static final int MAX_LABEL = 256;

    /** Fails with {@code VALIDATION_ERROR}: max_uses, then label. */
    static CreateInviteCode from(Body body) {
        long maxUses = body.has("max_uses") ? maxUses(body.json("max_uses")) : 0;
        Optional<String> label = body.has("label") ? Optional.of(label(body.json("label"))) : Optional.empty();
        return new CreateInviteCode(label, maxUses, Lifetime.of(body.json("expires_in"), DEFAULT_LIFETIME));
    }

    /** As JavaScript sees numbers, 5.0 is an integer. */
    private static long maxUses(JsonNode value) {
        double number = value.isNumber() ? value.numberValue().doubleValue() : -1;
        if (number < 0 || number > Integer.MAX_VALUE || number != Math.rint(number)) {
            throw HubException.invalid(
                    "max_uses must be an integer from 0 (any number of uses) to " + Integer.MAX_VALUE);
        }
        return (long) number;
    }

    private static String label(JsonNode value) {
        String label = Fields.text(value)
                .orElseThrow(() -> HubException.invalid("label must be a string; leave it out for none"));
        return Fields.requireLength(label, "label", MAX_LABEL);
    }
}
