package dev.parley.server.events;

import dev.parley.protocol.HubException;
import dev.parley.server.auth.Caller;
import dev.parley.server.feed.Cursor;
import dev.parley.server.feed.Feed;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.receipt.Deliveries;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The HTTP door to the journal for clients that poll. */
public final class EventRoutes implements Routes {

    static final int DEFAULT_LIMIT = 100;

    static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final EventPolling polling;
    private final Deliveries deliveries;

    public EventRoutes(EventPolling polling, Deliveries deliveries) {
        this.polling = polling;
        this.deliveries = deliveries;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/events", EventPolling.ACCESS, this::poll, EventDocs.POLL);
    }

    private Mono<Reply> poll(Call call) {
        Cursor cursor = Cursor.parse(call.query("since").orElse("latest"), call.query("epoch"));
        int limit = call.limit("limit", DEFAULT_LIMIT, Feed.MAX_PAGE);
        return polling.poll(call.bot(), cursor, limit, wait(call))
                .doOnNext(told -> note(call, told))
                .map(told -> Reply.ok(told.page()).header("Cache-Control", "no-store"));
    }

    /** An answer without its body tells nothing, and a session is a person's. */
    private void note(Call call, EventPolling.Told told) {
        Caller.Bot bot = call.bot();
        boolean hasEvents = !told.page().events().isEmpty();
        if (hasEvents && bot.session().isEmpty() && call.method().equals("GET")) {
            deliveries.handed(bot.org(), bot.bot(), told.after(), told.page().position());
        }
    }

    private static Duration wait(Call call) {
        long seconds = call.optionalInteger("wait").orElse(0);
        if (seconds < 0 || seconds > MAX_WAIT.toSeconds()) {
            throw HubException.invalid("wait must be a number of seconds from 0 to " + MAX_WAIT.toSeconds());
        }
        return Duration.ofSeconds(seconds);
    }
}
