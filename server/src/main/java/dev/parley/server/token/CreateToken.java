package dev.parley.server.token;

import dev.parley.protocol.HubException;
import dev.parley.protocol.Scope;
import dev.parley.server.http.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A scoped token to be made.
 *
 * @param scopes as given, in their order and with repetitions
 * @param label what the bot calls it, or null
 * @param lifetime empty for ever
 */
record CreateToken(List<Scope> scopes, String label, Optional<Duration> lifetime) {

    /** More than there are scopes, as repetitions are kept. */
    static final int MAX_SCOPES = 20;

    /** In UTF-16 code units. */
    static final int MAX_LABEL = 256;

    static final Duration MAX_LIFETIME = Duration.ofDays(3_650);

    private static final String SCOPES_RULE =
            "scopes must be an array of 1 to " + MAX_SCOPES + " of full, read, thread, message and profile";

    /** Fails with {@code VALIDATION_ERROR}: each field in its order. */
    static CreateToken from(Body body) {
        return new CreateToken(
                scopes(body.json("scopes")),
                body.optionalString("label", MAX_LABEL).orElse(null),
                lifetime(body.json("expires_in")));
    }

    private static List<Scope> scopes(JsonNode value) {
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > MAX_SCOPES) {
            throw HubException.invalid(SCOPES_RULE);
        }
        List<Scope> scopes = new ArrayList<>();
        for (JsonNode element : value) {
            scopes.add(scope(element));
        }
        return List.copyOf(scopes);
    }

    private static Scope scope(JsonNode element) {
        String name = element.isString() ? element.stringValue() : "";
        return Stream.of(Scope.values())
                .filter(scope -> scope.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> HubException.invalid(SCOPES_RULE));
    }

    /** In ms; a fraction counts as one more. */
    private static Optional<Duration> lifetime(JsonNode expiresIn) {
        if (expiresIn == null) {
            return Optional.empty();
        }
        double millis = expiresIn.isNumber() ? expiresIn.numberValue().doubleValue() : 0;
        if (!(millis > 0 && millis <= MAX_LIFETIME.toMillis())) {
            throw HubException.invalid("expires_in must be a number of milliseconds above 0 and at most "
                    + MAX_LIFETIME.toMillis() + " (ten years); leave it out for a token that never expires");
        }
        return Optional.of(Duration.ofMillis((long) Math.ceil(millis)));
    }
}
