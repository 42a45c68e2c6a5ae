package dev.parley.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal: every way a request can fail that is not a bug.
 *
 * @param status HTTP status
 * @param code machine-readable reason
 * @param message a sentence that tells a person or a language model what to do
 * @param details further fields of the error body, such as {@code retry_after} (s) or {@code hint}; never secret
 */
public record HubError(int status, ErrorCode code, String message, Map<String, Object> details) {

    /** A refusal with the code's own status. */
    public static HubError of(ErrorCode code, String message) {
        return new HubError(code.status(), code, message, Map.of());
    }

    /** The same refusal with one more field in its body. */
    public HubError with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new HubError(status, code, message, Map.copyOf(more));
    }

    /** The same refusal under another HTTP status. */
    public HubError withStatus(int other) {
        return new HubError(other, code, message, details);
    }

    /** This refusal as something to throw or to emit through {@code onError}. */
    public HubException asException() {
        return new HubException(this);
    }
}
