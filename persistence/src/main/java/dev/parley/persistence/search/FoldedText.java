package dev.parley.persistence.search;

/**
 * Text in the form in which it is searched, the same on every database and in every locale: code point by code point, as
 * {@link String#equalsIgnoreCase} compares. So a part of a text stays a part of it, whatever stands around it.
 */
public final class FoldedText {

    private FoldedText() {}

    public static String of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
