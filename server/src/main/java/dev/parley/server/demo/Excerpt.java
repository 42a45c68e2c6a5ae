package dev.parley.server.demo;

import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * JSON as a person wants to read it: ids cut down to their last digits, secrets to their first, no null fields, broken into
 * lines of a readable width.
 */
final class Excerpt {

    private static final int WIDTH = 100;
    private static final int ID_DIGITS = 6;
    private static final int SECRET_DIGITS = 8;
    private static final Set<String> SECRETS = Set.of("admin_secret", "org_secret", "token", "ticket");

    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder piece = new StringBuilder();
    private int depth;
    private int indent;

    private Excerpt() {}

    /** The lines, each at most 100 characters long unless a single field is longer. */
    static List<String> of(JsonNode value) {
        Excerpt excerpt = new Excerpt();
        excerpt.value(value);
        excerpt.endPiece();
        excerpt.lines.add(excerpt.line.toString());
        return excerpt.lines;
    }

    private void value(JsonNode value) {
        if (value.isObject()) {
            members(
                    value.propertyStream()
                            .filter(field -> !field.getValue().isNull())
                            .iterator(),
                    "{",
                    "}");
        } else if (value.isArray()) {
            members(value.valueStream().map(element -> Map.entry("", element)).iterator(), "[", "]");
        } else {
            piece.append(Json.write(value.isString() ? id(value.asString()) : value));
        }
    }

    private void members(Iterator<Map.Entry<String, JsonNode>> members, String open, String close) {
        piece.append(open);
        depth++;
        while (members.hasNext()) {
            member(members.next());
            if (members.hasNext()) {
                piece.append(',');
                endPiece();
            }
        }
        depth--;
        piece.append(close);
    }

    private void member(Map.Entry<String, JsonNode> member) {
        String name = member.getKey();
        if (!name.isEmpty()) {
            piece.append(Json.write(name)).append(':');
        }
        if (SECRETS.contains(name) && member.getValue().isString()) {
            piece.append(Json.write(secret(member.getValue().asString())));
        } else {
            value(member.getValue());
        }
    }

    /** A line may end here. The next one is indented by as much as is open. */
    private void endPiece() {
        if (line.length() + piece.length() > WIDTH && !line.isEmpty()) {
            lines.add(line.toString());
            line.setLength(0);
            line.append(" ".repeat(indent));
        }
        line.append(piece);
        piece.setLength(0);
        indent = depth;
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
