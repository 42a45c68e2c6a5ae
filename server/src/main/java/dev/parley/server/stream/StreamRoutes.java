package dev.parley.server.stream;

import dev.parley.protocol.HubException;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.feed.Cursor;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Events as server-sent events. */
public final class StreamRoutes implements Routes {

    private static final String EVENT_STREAM = "text/event-stream";

    private final EventStreams streams;

    public StreamRoutes(EventStreams streams) {
        this.streams = streams;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/events/stream", Access.bot(Scope.READ), this::stream, StreamDocs.STREAM);
    }

    private Mono<Reply> stream(Call call) {
        Cursor cursor = cursor(call);
        return streams.open(call.bot(), cursor).map(body -> Reply.live(EVENT_STREAM, body));
    }

    /** A browser that comes back says where it was; that counts, as its URL is still the one it began with. */
    private static Cursor cursor(Call call) {
        Optional<String> last = call.header("Last-Event-ID").filter(id -> !id.isEmpty());
        if (last.isPresent()) {
            return ofEventId(last.get());
        }
        return Cursor.parse(call.query("since").orElse("latest"), call.query("epoch"));
    }

    private static Cursor ofEventId(String id) {
        int colon = id.indexOf(':');
        if (colon < 1) {
            throw HubException.invalid("Last-Event-ID must be the id of an event, which is <epoch>:<position>");
        }
        return Cursor.parse(id.substring(colon + 1), Optional.of(id.substring(0, colon)));
    }
}
