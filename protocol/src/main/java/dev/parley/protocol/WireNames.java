package dev.parley.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Finds the constants of an enum by the names they have on the wire: their own, in lower case.
 *
 * @param <E> the enum
 */
public final class WireNames<E extends Enum<E>> {

    private final Map<String, E> byName;

    private WireNames(Map<String, E> byName) {
        this.byName = byName;
    }

    public static <E extends Enum<E>> WireNames<E> of(Class<E> type) {
        return new WireNames<>(Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(WireNames::nameOf, Function.identity())));
    }

    public static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant called exactly {@code name}, case included; empty for every other text and for null. */
    public Optional<E> find(String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(byName.get(name));
    }

    /** The constant a client named in {@code field}; any other value, null included, is a {@code VALIDATION_ERROR}. */
    public E require(JsonNode value, String field) {
        return Fields.text(value)
                .flatMap(this::find)
                .orElseThrow(() -> HubException.invalid(field + " must be one of " + names()));
    }

    private String names() {
        return byName.values().stream().sorted().map(WireNames::nameOf).collect(Collectors.joining(", "));
    }
}
