package dev.parley.server.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.persistence.session.StoredSession;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.http.SessionCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Login, logout, and what a browser asks about its session. */
public final class AuthRoutes implements Routes {

    private final LoginService logins;
    private final Sessions sessions;
    private final boolean secureCookies;
    private final Config config;

    /**
     * @param secureCookies false only in development, where there is no TLS
     * @param maxFileSizeMb what {@code GET /api/auth/session} tells about uploads, in MiB
     */
    public AuthRoutes(LoginService logins, Sessions sessions, boolean secureCookies, int maxFileSizeMb) {
        this.logins = logins;
        this.sessions = sessions;
        this.secureCookies = secureCookies;
        this.config = new Config(maxFileSizeMb);
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/auth/login", Access.open(), this::login, AuthDocs.LOGIN)
                .post("/api/auth/logout", Access.session(), this::logout, AuthDocs.LOGOUT)
                .get("/api/auth/session", Access.session(), this::session, AuthDocs.SESSION);
    }

    private Mono<Reply> login(Call call) {
        return call.body()
                .map(LoginRequest::from)
                .flatMap(request -> logins.login(request, Client.of(call)))
                .map(this::loggedIn);
    }

    private Reply loggedIn(NewSession opened) {
        StoredSession session = opened.session();
        Instant now = Instant.ofEpochMilli(session.createdAt());
        Duration ttl = Duration.ofMillis(session.expiresAt() - session.createdAt());
        return Reply.ok(new LoggedIn(NewSessionView.of(session)))
                .header("Set-Cookie", SessionCookie.issue(opened.cookie(), ttl, now, secureCookies));
    }

    private Mono<Reply> logout(Call call) {
        return logins.logout(sessionHash(call), Client.of(call))
                .thenReturn(Reply.done().header("Set-Cookie", SessionCookie.clear(secureCookies)));
    }

    /** The session may have ended since the door looked. */
    private Mono<Reply> session(Call call) {
        return sessions.use(sessionHash(call))
                .map(session -> Reply.ok(SessionView.of(session, config)))
                .switchIfEmpty(Mono.error(
                        () -> HubException.of(ErrorCode.AUTH_REQUIRED, "The session has ended: log in anew")));
    }

    private static String sessionHash(Call call) {
        return call.session().orElseThrow().info().hash();
    }

    record LoggedIn(NewSessionView session) {}

    record NewSessionView(
            String role,
            @JsonInclude(JsonInclude.Include.NON_NULL) OrgId orgId,
            @JsonInclude(JsonInclude.Include.NON_NULL) BotId botId,
            long expiresAt) {
        static NewSessionView of(StoredSession session) {
            return new NewSessionView(session.role(), session.org(), session.bot(), session.expiresAt());
        }
    }

    record SessionView(
            String role,
            @Nullable OrgId orgId,
            @Nullable BotId botId,
            @Nullable String ownerName,
            @Nullable List<Scope> scopes,
            boolean isScopedToken,
            long expiresAt,
            Config config) {
        static SessionView of(StoredSession session, Config config) {
            return new SessionView(
                    session.role(),
                    session.org(),
                    session.bot(),
                    session.ownerName(),
                    session.scopes(),
                    session.token() != null,
                    session.expiresAt(),
                    config);
        }
    }

    record Config(int maxFileSizeMb) {}
}
