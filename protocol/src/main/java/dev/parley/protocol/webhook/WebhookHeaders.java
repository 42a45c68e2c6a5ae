package dev.parley.protocol.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * By which headers a receiver knows a delivery: those of the contract ({@code contract/realtime.md} §7) and, beside them,
 * those of Standard Webhooks.
 */
public final class WebhookHeaders {

    private WebhookHeaders() {}

    /**
     * The headers of one attempt, by name.
     *
     * @param id stays the same when the delivery is attempted again
     * @param now the time of this attempt
     * @param secrets those that are good, the current one first; none for a receiver without one
     */
    public static Map<String, String> of(String id, Instant now, byte[] body, List<WebhookSecret> secrets) {
        Map<String, String> headers = new LinkedHashMap<>();
        long seconds = now.getEpochSecond();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(seconds));
        if (!secrets.isEmpty()) {
            headers.put("webhook-signature", signatures(id, seconds, body, secrets));
            addContract(headers, now.toEpochMilli(), body, secrets.get(0));
        }
        return headers;
    }

    /** Receivers take a request when one of its signatures is good, so a new secret need not reach them at once. */
    private static String signatures(String id, long seconds, byte[] body, List<WebhookSecret> secrets) {
        return secrets.stream()
                .map(secret -> secret.standardSignature(id, seconds, body))
                .collect(Collectors.joining(" "));
    }

    /** A secret that no header can carry unchanged is shown by the signatures alone. */
    private static void addContract(Map<String, String> headers, long millis, byte[] body, WebhookSecret secret) {
        if (secret.fitsHeader()) {
            headers.put("Authorization", "Bearer " + secret.text());
        }
        headers.put("X-Hub-Timestamp", String.valueOf(millis));
        headers.put("X-Hub-Signature-256", secret.hubSignature(millis, body));
    }
}
