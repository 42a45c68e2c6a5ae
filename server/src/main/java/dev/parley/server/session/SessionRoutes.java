package dev.parley.server.session;

import dev.parley.persistence.session.StoredSession;
import dev.parley.protocol.BotId;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who is logged in to an organisation, for those who administer it. */
public final class SessionRoutes implements Routes {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;
    static final int MAX_OFFSET = 1_000_000;

    private final SessionService sessions;

    public SessionRoutes(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/org/sessions", Access.orgAdmin(), this::list, SessionDocs.LIST)
                .delete("/api/org/sessions", Access.orgAdmin(), this::endOthers, SessionDocs.END_OTHERS)
                .delete("/api/org/sessions/{ref}", Access.orgAdmin(), this::end, SessionDocs.END);
    }

    private Mono<Reply> list(Call call) {
        int limit = call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
        int offset = (int) Math.max(0, Math.min(MAX_OFFSET, call.integer("offset", 0)));
        return sessions.list(call.caller(), offset, limit).map(found -> Reply.ok(SessionPage.of(found, limit)));
    }

    private Mono<Reply> end(Call call) {
        return sessions.end(call.caller(), call.parameter("ref")).thenReturn(Reply.ok(new EndedSession(true)));
    }

    private Mono<Reply> endOthers(Call call) {
        return sessions.endOthers(call.caller()).map(ended -> Reply.ok(new EndedSessions(ended)));
    }

    /** @param ended how many */
    record EndedSessions(int ended) {}

    /** @param deleted always true */
    record EndedSession(boolean deleted) {}

    record SessionPage(List<ListedSession> items, boolean hasMore) {
        static SessionPage of(List<StoredSession> found, int limit) {
            return new SessionPage(
                    found.stream().limit(limit).map(ListedSession::of).toList(), found.size() > limit);
        }
    }

    record ListedSession(
            String ref,
            String role,
            @Nullable BotId botId,
            @Nullable String ownerName,
            long createdAt,
            long expiresAt) {
        static ListedSession of(StoredSession session) {
            return new ListedSession(
                    session.ref(),
                    session.role(),
                    session.bot(),
                    session.ownerName(),
                    session.createdAt(),
                    session.expiresAt());
        }
    }
}
