package dev.parley.server.ws;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of an operation as its ack tells it.
 *
 * @param result fields of the ack's {@code result}, beginning with {@code operation} and {@code resource_id}
 */
public record Ack(Map<String, Object> result) {

    /**
     * The result of an operation that made or changed one thing.
     *
     * @param operation the frame type
     * @param resourceId what was made or changed
     * @param namesAndValues further fields in order: name, value, name, value …
     */
    public static Ack of(String operation, Object resourceId, Object... namesAndValues) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("operation", operation);
        result.put("resource_id", resourceId);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            result.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Ack(result);
    }
}
