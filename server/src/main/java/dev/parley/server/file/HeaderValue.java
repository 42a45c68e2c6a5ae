package dev.parley.server.file;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header's value and its parameters, as in {@code form-data; name="file"; filename="a;b.txt"}. Read leniently: what makes
 * no sense is skipped.
 *
 * @param value in lower case
 * @param parameters by name in lower case; the first of a name counts
 */
record HeaderValue(String value, Map<String, String> parameters) {

    static HeaderValue parse(String text) {
        Scanner scanner = new Scanner(text);
        String value = scanner.upTo(";").strip().toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new LinkedHashMap<>();
        while (scanner.skip(';')) {
            String name = scanner.upTo("=;").strip().toLowerCase(Locale.ROOT);
            if (scanner.skip('=')) {
                parameters.putIfAbsent(name, scanner.tokenOrQuoted());
            }
        }
        return new HeaderValue(value, parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        boolean skip(char expected) {
            boolean there = at < text.length() && text.charAt(at) == expected;
            at += there ? 1 : 0;
            return there;
        }

        @CanIgnoreReturnValue
        String upTo(String ends) {
            int start = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        String tokenOrQuoted() {
            while (skip(' ') || skip('\t')) {
                // Blanks around the equals sign mean nothing.
            }
            return skip('"') ? quoted() : upTo(";").strip();
        }

        /** A backslash escapes a quote and itself, nothing else: browsers send Windows paths as they are. */
        private String quoted() {
            StringBuilder value = new StringBuilder();
            while (at < text.length() && !skip('"')) {
                boolean escapes = text.startsWith("\\\"", at) || text.startsWith("\\\\", at);
                at += escapes ? 1 : 0;
                value.append(text.charAt(at++));
            }
            upTo(";");
            return value.toString();
        }
    }
}
