package dev.parley.server.webhook;

import dev.parley.protocol.webhook.WebhookSecret;
import java.util.List;

/**
 * Where something is posted.
 *
 * @param secrets sign it: those that are good now, the current one first; none when nothing is to be signed
 */
record Target(String url, List<WebhookSecret> secrets) {

    /** Without the URL, which may hold a secret. */
    @Override
    public String toString() {
        return "target";
    }
}
