package dev.parley.protocol;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * Replaces what no store keeps and no encoder writes: PostgreSQL refuses U+0000, UTF-8 has no form for half a surrogate
 * pair, and JSON escapes can smuggle in both. As in HTML, each becomes U+FFFD. {@link Json} applies this to every string
 * it reads; text that comes from elsewhere (a path, a query) needs it by hand.
 */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** {@code text} itself when there is nothing to replace; null for null. */
    public static String of(String text) {
        int end = text == null ? 0 : text.length();
        for (int i = 0; i < end; i++) {
            if (isBroken(text, i)) {
                return replaced(text, i);
            }
        }
        return text;
    }

    private static String replaced(String text, int from) {
        StringBuilder result = new StringBuilder(text);
        for (int i = from; i < text.length(); i++) {
            if (isBroken(text, i)) {
                result.setCharAt(i, REPLACEMENT);
            }
        }
        return result.toString();
    }

    private static boolean isBroken(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c == 0;
    }

    /** Makes the strings inside a tree storable. */
    static final class Nodes extends JsonNodeFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public StringNode stringNode(String text) {
            return super.stringNode(of(text));
        }
    }

    /** Makes the strings of a record storable. */
    static JacksonModule module() {
        return new SimpleModule("storable-text").addDeserializer(String.class, new Strings());
    }

    private static final class Strings extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return of(super.deserialize(parser, context));
        }
    }
}
