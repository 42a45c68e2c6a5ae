package dev.parley.server.http;

import dev.parley.protocol.HubException;
import java.util.Arrays;
import java.util.List;

/** A route and what the variable segments of the path say, decoded. */
record RouteMatch(Route route, List<String> names, List<String> values) {

    /** Fails with {@code VALIDATION_ERROR} when a value cannot be decoded. */
    static RouteMatch of(RouteTree.Endpoint endpoint, String[] rawValues) {
        for (int i = 0; i < rawValues.length; i++) {
            rawValues[i] = Percent.decode(rawValues[i], false)
                    .orElseThrow(() -> HubException.invalid("The path is not valid percent-encoded UTF-8"));
        }
        return new RouteMatch(endpoint.route(), endpoint.parameters(), Arrays.asList(rawValues));
    }

    /** The value of a parameter the template has. */
    String value(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("No parameter " + name + " in " + route);
        }
        return values.get(index);
    }
}
