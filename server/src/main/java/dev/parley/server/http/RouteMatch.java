package dev.parley.server.http;

import dev.parley.protocol.HubException;
import java.util.List;

/**
 * A route and what the variable segments of the path say. They are decoded after the guard, so that whoever may not pass is
 * told that first.
 */
record RouteMatch(Route route, List<String> names, List<String> rawValues) {

    static RouteMatch of(RouteTree.Endpoint endpoint, String[] rawValues) {
        return new RouteMatch(endpoint.route(), endpoint.parameters(), List.of(rawValues));
    }

    /** Fails with {@code VALIDATION_ERROR} when a value cannot be decoded. */
    void requireDecodable() {
        if (!rawValues.stream().allMatch(raw -> Percent.decode(raw, false).isPresent())) {
            throw undecodable();
        }
    }

    /** The value of a parameter the template has. */
    String value(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("No parameter " + name + " in " + route);
        }
        return Percent.decode(rawValues.get(index), false).orElseThrow(RouteMatch::undecodable);
    }

    private static HubException undecodable() {
        return HubException.invalid("The path is not valid percent-encoded UTF-8");
    }
}
