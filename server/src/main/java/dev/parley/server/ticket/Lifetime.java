package dev.parley.server.ticket;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How long something is good that its maker gives a lifetime in seconds, in the lenient way the contract has it. */
public final class Lifetime {

    /** A century: what is longer is as good as for ever, and still a time. */
    private static final double MAX_SECONDS = 36_525 * 86_400.0;

    private Lifetime() {}

    /** Empty for ever, which 0 means; {@code fallback} for what is no number, negative or not given. */
    public static Optional<Duration> of(JsonNode expiresIn, Duration fallback) {
        double seconds = expiresIn != null && expiresIn.isNumber()
                ? expiresIn.numberValue().doubleValue()
                : -1;
        if (seconds == 0) {
            return Optional.empty();
        }
        return Optional.of(seconds < 0 ? fallback : Duration.ofMillis((long) (Math.min(seconds, MAX_SECONDS) * 1000)));
    }

    /** When it ends that begins at {@code createdAt} (ms); 0 for never. */
    public static long end(Optional<Duration> lifetime, long createdAt) {
        return lifetime.map(duration -> createdAt + duration.toMillis()).orElse(0L);
    }
}
