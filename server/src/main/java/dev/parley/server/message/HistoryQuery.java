package dev.parley.server.message;

import dev.parley.persistence.journal.PositionRange;
import dev.parley.server.http.Call;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Which page of a history a client asks for. The contract knows two ways of paging: a stretch of time, answered as a bare
 * array, oldest first; and what lies before a message the client has, answered newest first and with {@code has_more}.
 *
 * @param cursor text that should be the id of a message of the topic, and if it is not stands for the newest end; empty
 *     for the other way
 * @param window what to consider without a cursor
 * @param limit how many messages at most
 */
public record HistoryQuery(Optional<String> cursor, PositionRange window, int limit) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /**
     * Reads {@code before} (ms, or a message id), {@code since} (ms) and {@code limit}, as for channels. Fails with
     * {@code VALIDATION_ERROR} when {@code since} matters and is no number.
     */
    public static HistoryQuery ofBefore(Call call) {
        Optional<String> before = call.query("before").map(String::strip).filter(text -> !text.isEmpty());
        if (before.isEmpty()) {
            return window(call, OptionalLong.empty());
        }
        return NUMBER.matcher(before.get()).matches()
                ? window(call, OptionalLong.of((long) Double.parseDouble(before.get())))
                : older(call, before.get());
    }

    /**
     * Reads {@code cursor} (a message id), or {@code before} and {@code since} (ms) where there is none, not even an empty
     * one, and {@code limit}, as for the threads of a bot. Fails as {@link #ofBefore} does.
     */
    public static HistoryQuery ofCursor(Call call) {
        return call.query("cursor")
                .map(cursor -> older(call, cursor))
                .orElseGet(() -> window(call, beforeMillis(call)));
    }

    private static OptionalLong beforeMillis(Call call) {
        long before = call.integer("before", Long.MAX_VALUE);
        return before == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(before);
    }

    private static HistoryQuery older(Call call, String cursor) {
        return new HistoryQuery(Optional.of(cursor), PositionRange.ALL, limit(call));
    }

    private static HistoryQuery window(Call call, OptionalLong beforeMillis) {
        PositionRange window = PositionRange.between(call.optionalInteger("since"), beforeMillis);
        return new HistoryQuery(Optional.empty(), window, limit(call));
    }

    private static int limit(Call call) {
        return call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
    }
}
