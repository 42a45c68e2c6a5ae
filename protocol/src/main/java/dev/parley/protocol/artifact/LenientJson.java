package dev.parley.protocol.artifact;

import dev.parley.protocol.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads the JSON that language models write: with commas before a closing bracket and strings in single quotes. What
 * stands inside a string is left alone. The time it takes is linear in the text.
 */
final class LenientJson {

    private LenientJson() {}

    /** {@code text} itself when it is JSON, else its repaired form, or empty when that is no JSON either. */
    static Optional<String> read(String text) {
        return isJson(text) ? Optional.of(text) : Optional.of(repaired(text)).filter(LenientJson::isJson);
    }

    /** Without building a tree, which could take many times the memory of the text. */
    static boolean isJson(String text) {
        try (JsonParser parser = Json.mapper().createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String repaired(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = copyString(text, i, out);
            } else {
                if (c != ',' || !closes(text, i + 1)) {
                    out.append(c);
                }
                i++;
            }
        }
        return out.toString();
    }

    /** Whether a bracket closes at or, after white space, behind {@code i}. */
    private static boolean closes(String text, int i) {
        int next = i;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && (text.charAt(next) == '}' || text.charAt(next) == ']');
    }

    /** Appends the string that begins at {@code start} in double quotes and returns where it ends. */
    private static int copyString(String text, int start, StringBuilder out) {
        char quote = text.charAt(start);
        out.append('"');
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            i = copyCharacter(text, i, quote, out);
        }
        if (i < text.length()) {
            out.append('"');
        }
        return i + 1;
    }

    private static int copyCharacter(String text, int i, char quote, StringBuilder out) {
        char c = text.charAt(i);
        if (c == '\\' && i + 1 < text.length()) {
            char escaped = text.charAt(i + 1);
            if (escaped != '\'' || quote != '\'') {
                out.append(c);
            }
            out.append(escaped);
            return i + 2;
        }
        if (c == '"') {
            out.append('\\');
        }
        out.append(c);
        return i + 1;
    }
}
