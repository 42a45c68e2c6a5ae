package dev.parley.server.ws;

import dev.parley.server.fanout.FrameForm;
import dev.parley.server.feed.Cursor;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks for as it connects: {@code ?ticket=…&since=…&epoch=…&positions=1}.
 *
 * @param ticket empty when there is none
 */
record Handshake(String ticket, Map<String, List<String>> query) {

    static Handshake read(String uri) {
        Map<String, List<String>> query = new QueryStringDecoder(uri).parameters();
        return new Handshake(first(query, "ticket").orElse(""), query);
    }

    /** Where it wants to go on; empty for a plain connection. Fails with {@code VALIDATION_ERROR}. */
    Optional<Cursor> cursor() {
        return first(query, "since").map(since -> Cursor.parse(since, first(query, "epoch")));
    }

    /** Whoever resumes needs positions. */
    FrameForm form() {
        boolean asked = first(query, "positions").filter("1"::equals).isPresent();
        return asked || query.containsKey("since") ? FrameForm.Socket.POSITIONED : FrameForm.Socket.PLAIN;
    }

    private static Optional<String> first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
