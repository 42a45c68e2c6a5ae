package dev.parley.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A kind of value: which texts are allowed and what they mean.
 *
 * @param allowed completes the sentence "allowed: …", for error messages and the documentation
 * @param parser fails with {@link IllegalArgumentException} when the text is not allowed; the exception's own message is
 *     not shown, as it might quote a secret
 * @param countsAsUnset texts that mean the same as no text at all
 * @param secret whether the given text must never be printed
 */
record Kind<T>(String allowed, Function<String, T> parser, Predicate<String> countsAsUnset, boolean secret) {

    private static final Pattern ZERO = Pattern.compile("[+-]?0+");

    static <T> Kind<T> of(String allowed, Function<String, T> parser) {
        return new Kind<>(allowed, parser, text -> false, false);
    }

    /** A whole number within the range, both ends included; {@code unit} may be empty. */
    static Kind<Integer> number(int from, int to, String unit) {
        String allowed = "a whole number from " + from + " to " + to + (unit.isEmpty() ? "" : " (" + unit + ")");
        return of(allowed, text -> {
            int number = Integer.parseInt(text);
            require(from <= number && number <= to);
            return number;
        });
    }

    /** Text that matches the pattern as a whole. */
    static Kind<String> text(String allowed, Pattern pattern) {
        return of(allowed, text -> {
            require(pattern.matcher(text).matches());
            return text;
        });
    }

    /** True for {@code true} only: whoever opens a door must say so exactly. */
    static Kind<Boolean> trueOnly() {
        return of("`true`; anything else means no", "true"::equals);
    }

    /** False for {@code false} only. */
    static Kind<Boolean> falseOnly() {
        return of("`false`; anything else means yes", text -> !text.equals("false"));
    }

    /** One of the constants' names, in any case. */
    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(constant -> "`" + lowerCase(constant) + "`")
                .collect(Collectors.joining(", "));
        return of(allowed, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    static Kind<Path> path() {
        return of("a path; a relative one starts at the working directory", Path::of);
    }

    static Kind<Secret> secretText() {
        return of("any text", Secret::new).keptSecret();
    }

    Kind<T> keptSecret() {
        return new Kind<>(allowed, parser, countsAsUnset, true);
    }

    Kind<T> unsetWhen(Predicate<String> unset) {
        return new Kind<>(allowed, parser, unset, secret);
    }

    /** Zero asks for the default, as the contract has it for some numbers. */
    Kind<T> unsetWhenZero() {
        return new Kind<>(allowed + ", 0 for the default", parser, ZERO.asMatchPredicate(), secret);
    }

    T parse(String text) {
        return parser.apply(text);
    }

    static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
