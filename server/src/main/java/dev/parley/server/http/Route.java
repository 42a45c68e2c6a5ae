package dev.parley.server.http;

import dev.parley.server.auth.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the route table.
 *
 * @param method in upper case
 * @param template a path whose variable segments are written {@code {name}}, such as {@code /api/threads/{id}/messages}
 * @param access who may use it
 * @param handler what answers it
 * @param operation what the OpenAPI document says of it; empty for what is no part of the API
 */
public record Route(String method, String template, Access access, Handler handler, Optional<Operation> operation) {

    public Route {
        if (!template.startsWith("/") || (template.endsWith("/") && template.length() > 1) || template.contains("//")) {
            throw new IllegalArgumentException("A template starts with one slash and ends with none: " + template);
        }
    }

    /** The names of the variable segments, from left to right. */
    public List<String> parameters() {
        List<String> names = new ArrayList<>();
        for (String segment : segments()) {
            if (isParameter(segment)) {
                names.add(segment.substring(1, segment.length() - 1));
            }
        }
        return names;
    }

    /** The parts between the slashes; none for {@code /}. */
    List<String> segments() {
        return template.length() == 1
                ? List.of()
                : List.of(template.substring(1).split("/"));
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
