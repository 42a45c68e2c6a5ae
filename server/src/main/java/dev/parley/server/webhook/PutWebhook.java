package dev.parley.server.webhook;

import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookSecrets;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What a bot wants its webhook to be.
 *
 * @param url not yet checked for where it leads
 * @param secret to be null for none
 * @param eventTypes to be null for all
 */
record PutWebhook(String url, Wanted<String> secret, Wanted<List<String>> eventTypes) {

    static final int MAX_URL_BYTES = 2048;

    /** UTF-16 code units. */
    static final int MAX_SECRET = 1024;

    /** More than there are, as repetitions are taken for one. */
    private static final int MAX_TYPES = 20;

    static final Schema SECRET = Schema.name(MAX_SECRET);

    static final Schema SCHEMA = Schema.object()
            .required("url", Schema.name(MAX_URL_BYTES).describe("Where events are posted: https, and public."))
            .optional(
                    "secret",
                    SECRET.orNull().describe("Signs what is posted. Left out, it stays as it is; null removes it."))
            .optional(
                    "event_types",
                    Schema.list(Schema.oneOf(WebhookEvents.TYPES.toArray(String[]::new)), 1, MAX_TYPES)
                            .orNull()
                            .describe(
                                    "What is posted. Left out, it stays as it is; null, as at first, stands for all."));

    /** Fails with {@code VALIDATION_ERROR}: each field in its order. */
    static PutWebhook from(Body body) {
        String url = body.requiredString("url", MAX_URL_BYTES);
        Fields.requireBytes(url, "url", MAX_URL_BYTES);
        return new PutWebhook(
                url.strip(),
                Wanted.of(body, "secret", PutWebhook::secret),
                Wanted.of(body, "event_types", PutWebhook::eventTypes));
    }

    /**
     * A field that may be left out.
     *
     * @param given whether it was not, and {@code value} counts
     */
    record Wanted<T>(boolean given, T value) {

        private static <T> Wanted<T> of(Body body, String field, Function<JsonNode, T> read) {
            return new Wanted<>(
                    body.has(field), Fields.isNothing(body.json(field)) ? null : read.apply(body.json(field)));
        }

        T or(T before) {
            return given ? value : before;
        }
    }

    /** Fails with {@code VALIDATION_ERROR}. */
    static String secret(JsonNode value) {
        return Fields.requireText(value, "secret", MAX_SECRET);
    }

    private static List<String> eventTypes(JsonNode value) {
        if (!value.isArray() || value.isEmpty() || value.size() > MAX_TYPES) {
            throw unknownType();
        }
        List<String> types = new ArrayList<>();
        for (JsonNode element : value) {
            types.add(Fields.text(element).filter(WebhookEvents.TYPES::contains).orElseThrow(PutWebhook::unknownType));
        }
        return types.stream().distinct().toList();
    }

    private static HubException unknownType() {
        return HubException.invalid("event_types must be an array of 1 to " + MAX_TYPES + " of "
                + String.join(", ", WebhookEvents.TYPES) + "; leave it out, or give null, for all");
    }

    /** What {@code before} becomes by it. */
    Webhook applyTo(Webhook before, long nowMillis) {
        String current = before.secrets().current();
        String wanted = secret.or(current);
        WebhookSecrets secrets = Objects.equals(wanted, current) ? before.secrets() : WebhookSecrets.only(wanted);
        return before.with(url, secrets, eventTypes.or(before.eventTypes()), nowMillis);
    }

    /** Without the secret, and without the address, which may hold one, too. */
    @Override
    public String toString() {
        return "a webhook to be";
    }
}
