package dev.parley.server.token;

import dev.parley.persistence.token.ScopedToken;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.bot.OrgAdministrator;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A bot's tokens of limited scope, for whoever is to do a part of its work; administrators see and end them, too. */
public final class TokenRoutes implements Routes {

    private static final String OF_BOT = "/api/org/bots/{bot_id}/tokens";

    private final TokenService tokens;

    public TokenRoutes(TokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public void addTo(Router router) {
        Access full = Access.bot(Scope.FULL);
        router.post("/api/me/tokens", full, this::create, TokenDocs.CREATE)
                .get("/api/me/tokens", full, this::list, TokenDocs.LIST)
                .delete("/api/me/tokens/{id}", full, this::revoke, TokenDocs.REVOKE)
                .get(OF_BOT, Access.orgAdmin(), this::listOfBot, TokenDocs.LIST_OF_BOT)
                .delete(OF_BOT + "/{id}", Access.orgAdmin(), this::revokeOfBot, TokenDocs.REVOKE_OF_BOT);
    }

    private Mono<Reply> create(Call call) {
        return call.body()
                .map(CreateToken::from)
                .flatMap(request -> tokens.create(call.bot(), request))
                .map(made -> Reply.ok(CreatedToken.of(made)));
    }

    private Mono<Reply> list(Call call) {
        return tokens.list(call.bot())
                .map(found -> Reply.ok(found.stream().map(ListedToken::of).toList()));
    }

    private Mono<Reply> revoke(Call call) {
        return tokens.revoke(call.bot(), call.parameter("id")).thenReturn(Reply.done());
    }

    private Mono<Reply> listOfBot(Call call) {
        return tokens.list(OrgAdministrator.of(call.caller(), "Bot"), OrgAdministrator.bot(call, "bot_id"))
                .map(found -> Reply.ok(found.stream().map(ListedToken::of).toList()));
    }

    private Mono<Reply> revokeOfBot(Call call) {
        OrgAdministrator admin = OrgAdministrator.of(call.caller(), "Bot");
        return tokens.revoke(admin, OrgAdministrator.bot(call, "bot_id"), call.parameter("id"))
                .thenReturn(Reply.done());
    }

    record CreatedToken(
            UUID id,
            String token,
            List<Scope> scopes,
            @Nullable String label,
            @Nullable Long expiresAt,
            long createdAt,
            @Nullable Long lastUsedAt) {
        static CreatedToken of(TokenService.NewScopedToken made) {
            ScopedToken token = made.token();
            return new CreatedToken(
                    token.id(),
                    made.secret(),
                    token.scopes(),
                    token.label(),
                    token.expiresAt(),
                    token.createdAt(),
                    token.lastUsedAt());
        }
    }

    record ListedToken(
            UUID id,
            List<Scope> scopes,
            @Nullable String label,
            @Nullable Long expiresAt,
            long createdAt,
            @Nullable Long lastUsedAt) {
        static ListedToken of(ScopedToken token) {
            return new ListedToken(
                    token.id(),
                    token.scopes(),
                    token.label(),
                    token.expiresAt(),
                    token.createdAt(),
                    token.lastUsedAt());
        }
    }
}
