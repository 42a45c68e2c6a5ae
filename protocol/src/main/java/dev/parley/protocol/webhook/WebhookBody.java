package dev.parley.protocol.webhook;

/** The body of a delivery: an event exactly as a connection receives it, between a version and a position. */
public final class WebhookBody {

    private static final String HEAD = "{\"webhook_version\":\"1\"";

    private WebhookBody() {}

    /**
     * Puts an event's JSON, an object with at least a type, into the body without reading it.
     *
     * @param position of the event in the organisation's journal
     */
    public static String of(String event, long position) {
        String fields = event.substring(1, event.length() - 1);
        return HEAD + "," + fields + ",\"position\":" + position + "}";
    }
}
