package dev.parley.server.hxa;

import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A row as both kinds of source give it: texts by column, null for SQL NULL. What a text is no example of is empty. */
record SourceRow(Map<String, String> values) {

    private static final Set<String> TRUE = Set.of("1", "true", "t");

    Optional<String> text(String column) {
        return Optional.ofNullable(values.get(column));
    }

    Optional<UUID> uuid(String column) {
        return text(column).flatMap(Ids::parse);
    }

    /** A whole number; fractions of milliseconds are cut off. */
    Optional<Long> number(String column) {
        return text(column).flatMap(SourceRow::parsed);
    }

    private static Optional<Long> parsed(String text) {
        try {
            return Optional.of(new BigDecimal(text).longValue());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean flag(String column) {
        return text(column).filter(TRUE::contains).isPresent();
    }

    /** The text of a JSON value. */
    Optional<String> json(String column) {
        return text(column).filter(text -> Json.parse(text).isPresent());
    }
}
