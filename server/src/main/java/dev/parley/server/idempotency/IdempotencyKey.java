package dev.parley.server.idempotency;

import dev.parley.protocol.HubException;
import dev.parley.server.auth.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What makes a request safe to repeat: a door finds it in the request and puts it into the Reactor context under this
 * class, where {@link dev.parley.server.journal.Journal} looks for it.
 *
 * @param id of the key among those of the caller's organisation; no two callers have the same
 * @param fingerprint of the request, see {@link Fingerprint}
 */
public record IdempotencyKey(UUID id, String fingerprint) {

    /** The name of the HTTP header. */
    public static final String HEADER = "Idempotency-Key";

    /** The name of the field of a WebSocket frame. */
    public static final String FIELD = "idempotency_key";

    /** In characters. */
    public static final int MAX_LENGTH = 255;

    /** How long a request can be repeated. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1," + MAX_LENGTH + "}");

    /**
     * The caller's key of that name; fails with {@code VALIDATION_ERROR} for a name that is none. Whoever administers an
     * organisation shares its keys with the others who do.
     */
    public static IdempotencyKey of(Caller caller, String name, String fingerprint) {
        if (!PRINTABLE.matcher(name).matches()) {
            throw invalid();
        }
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        UUID actor = actor(caller);
        ByteBuffer whole = ByteBuffer.allocate(2 * Long.BYTES + text.length)
                .putLong(actor.getMostSignificantBits())
                .putLong(actor.getLeastSignificantBits())
                .put(text);
        ByteBuffer hash = ByteBuffer.wrap(Fingerprint.sha256().digest(whole.array()));
        return new IdempotencyKey(new UUID(hash.getLong(), hash.getLong()), fingerprint);
    }

    /** 400 for what cannot be a key. */
    static HubException invalid() {
        return HubException.invalid("An idempotency key has 1 to " + MAX_LENGTH
                + " printable ASCII characters: use a new UUID for every new request");
    }

    /** Those who are no bots count as one in their organisation. */
    private static UUID actor(Caller caller) {
        return caller instanceof Caller.Bot bot ? bot.bot().value() : new UUID(0, 0);
    }
}
