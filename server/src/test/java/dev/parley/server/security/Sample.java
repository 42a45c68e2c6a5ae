package dev.parley.server.security;

import dev.parley.server.auth.Access;
import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.http.Route;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How a route is called with what belongs to the victim, and what the contract says about it.
 *
 * @param route method and template
 * @param access the contract's guard
 * @param stranger the status for another organisation's callers whom the guard lets pass; 0 when they act on their own
 * @param path the template filled with the victim's ids, and whatever query it needs
 * @param body of the request; null for none
 */
record Sample(String route, Access access, int stranger, String path, Object body) {

    /** The caller acts on its own organisation, whatever it sends. */
    static final int OWN = 0;

    /** @param values for the template's parameters, from left to right */
    static Sample of(String route, Access access, int stranger, String... values) {
        Deque<String> left = new ArrayDeque<>(List.of(values));
        StringBuilder path = new StringBuilder();
        for (String segment : route.substring(route.indexOf('/') + 1).split("/")) {
            path.append('/').append(segment.startsWith("{") ? left.pop() : segment);
        }
        return new Sample(route, access, stranger, path.toString(), null);
    }

    Sample with(Object content) {
        return new Sample(route, access, stranger, path, content);
    }

    Sample query(String query) {
        return new Sample(route, access, stranger, path + "?" + query, body);
    }

    boolean isOf(Route candidate) {
        return route.equals(candidate.toString());
    }

    /** Whether the caller itself says it, so that an answer may repeat it. */
    boolean mentions(String text) {
        return path.contains(text) || String.valueOf(body).contains(text);
    }

    String method() {
        return route.substring(0, route.indexOf(' '));
    }

    Answer callAs(HubClient caller) {
        return body == null ? caller.call(method(), path) : caller.call(method(), path, body);
    }

    @Override
    public String toString() {
        return route;
    }
}
