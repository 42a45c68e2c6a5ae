package dev.parley.server.demo;

import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * JSON as a person wants to read it: ids cut down to their last digits, secrets to their first, no null fields, broken
 * into lines between fields.
 */
final class Excerpt {

    private static final int WIDTH = 100;
    private static final int ID_DIGITS = 6;
    private static final int SECRET_DIGITS = 8;
    private static final Set<String> SECRETS = Set.of("admin_secret", "org_secret", "token", "ticket");

    private Excerpt() {}

    /** The lines, none much longer than {@value #WIDTH} unless a single text is. */
    static List<String> of(JsonNode value) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces(value)) {
            if (line.length() + piece.length() > WIDTH && line.length() > 1) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(' ');
            }
            line.append(piece);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Where a line may end: after each field of the outermost value. */
    private static List<String> pieces(JsonNode value) {
        List<String> pieces = new ArrayList<>();
        String open = value.isArray() ? "[" : "{";
        for (String member : value.isArray() ? elements(value) : fields(value)) {
            pieces.add((pieces.isEmpty() ? open : "") + member + ",");
        }
        if (pieces.isEmpty()) {
            return List.of(value.isArray() ? "[]" : "{}");
        }
        int last = pieces.size() - 1;
        String end = pieces.get(last);
        pieces.set(last, end.substring(0, end.length() - 1) + (value.isArray() ? "]" : "}"));
        return pieces;
    }

    private static List<String> elements(JsonNode array) {
        return array.valueStream().map(Excerpt::text).toList();
    }

    private static List<String> fields(JsonNode object) {
        return object.propertyStream()
                .filter(field -> !field.getValue().isNull())
                .map(Excerpt::field)
                .toList();
    }

    private static String field(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        boolean secret = SECRETS.contains(field.getKey()) && value.isString();
        return Json.write(field.getKey()) + ":" + (secret ? Json.write(secret(value.asString())) : text(value));
    }

    private static String text(JsonNode value) {
        if (value.isObject()) {
            return join("{", fields(value), "}");
        }
        if (value.isArray()) {
            return join("[", elements(value), "]");
        }
        return Json.write(value.isString() ? id(value.asString()) : value);
    }

    private static String join(String open, List<String> members, String close) {
        StringJoiner joined = new StringJoiner(",", open, close);
        members.forEach(joined::add);
        return joined.toString();
    }

    /** An id's last digits: the first are the time, and much the same in all of them. */
    static String id(String text) {
        return Ids.parse(text).isPresent() ? ".." + text.substring(text.length() - ID_DIGITS) : text;
    }

    static String secret(String text) {
        return text.length() > SECRET_DIGITS ? text.substring(0, SECRET_DIGITS) + ".." : text;
    }

    static String cookie(String nameAndValue) {
        String[] parts = nameAndValue.split("=", 2);
        return parts[0] + "=" + secret(parts[1]);
    }
}
