package dev.parley.server.idempotency;

import dev.parley.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/** Tells a repeated request from another one: equal for requests that ask for the same, whatever order their fields have. */
public final class Fingerprint {

    private static final ObjectWriter SORTED = Json.mapper().writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private Fingerprint() {}

    /**
     * SHA-256 in hexadecimal.
     *
     * @param operation what is asked for, in one line
     * @param condition on which it is asked for, in one line; may be empty
     */
    public static String of(String operation, String condition, ObjectNode body) {
        MessageDigest hash = sha256();
        hash.update((operation + '\n' + condition + '\n').getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash.digest(SORTED.writeValueAsBytes(body)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
