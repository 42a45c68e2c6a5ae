package dev.parley.server.message;

import dev.parley.persistence.journal.PositionRange;
import dev.parley.server.http.Call;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Which page of a history a client asks for. The contract knows two ways of paging: a stretch of time, answered as a bare
 * array, oldest first; and what lies before a message the client has, answered newest first and with {@code has_more}. The
 * third is ours: what lies after a message, answered oldest first, for readers who have jumped into the middle.
 *
 * @param way how to page
 * @param cursor text that should be the id of a message of the topic, and if it is not stands for the end that the way
 *     begins at; empty with a stretch of time
 * @param window what to consider without the message named
 * @param limit how many messages at most
 */
public record HistoryQuery(Way way, Optional<String> cursor, PositionRange window, int limit) {

    /** How to page. */
    public enum Way {
        STRETCH,
        OLDER,
        NEWER
    }

    /** The parameter that names a message after which to go on. */
    public static final String AFTER = "after";

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /**
     * Reads {@code after} (a message id), or {@code before} (ms, or a message id) and {@code since} (ms), and {@code limit},
     * as for channels. Fails with
     * {@code VALIDATION_ERROR} when {@code since} matters and is no number.
     */
    public static HistoryQuery ofBefore(Call call) {
        return newer(call).orElseGet(() -> given(call, "before")
                .map(before -> before(call, before))
                .orElseGet(() -> window(call, OptionalLong.empty())));
    }

    private static HistoryQuery before(Call call, String before) {
        return NUMBER.matcher(before).matches()
                ? window(call, OptionalLong.of((long) Double.parseDouble(before)))
                : page(call, Way.OLDER, before);
    }

    private static Optional<String> given(Call call, String parameter) {
        return call.query(parameter).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<HistoryQuery> newer(Call call) {
        return given(call, AFTER).map(after -> page(call, Way.NEWER, after));
    }

    /**
     * Reads {@code after} or {@code cursor} (message ids), or {@code before} and {@code since} (ms) where there is none, not
     * even an empty cursor, and {@code limit}, as for the threads of a bot. Fails as {@link #ofBefore} does.
     */
    public static HistoryQuery ofCursor(Call call) {
        return newer(call).orElseGet(() -> call.query("cursor")
                .map(cursor -> page(call, Way.OLDER, cursor))
                .orElseGet(() -> window(call, beforeMillis(call))));
    }

    private static OptionalLong beforeMillis(Call call) {
        long before = call.integer("before", Long.MAX_VALUE);
        return before == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(before);
    }

    private static HistoryQuery page(Call call, Way way, String cursor) {
        return new HistoryQuery(way, Optional.of(cursor), PositionRange.ALL, limit(call));
    }

    private static HistoryQuery window(Call call, OptionalLong beforeMillis) {
        PositionRange window = PositionRange.between(call.optionalInteger("since"), beforeMillis);
        return new HistoryQuery(Way.STRETCH, Optional.empty(), window, limit(call));
    }

    private static int limit(Call call) {
        return call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
    }
}
