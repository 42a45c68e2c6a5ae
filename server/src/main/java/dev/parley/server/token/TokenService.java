package dev.parley.server.token;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.token.NewToken;
import dev.parley.persistence.token.ScopedToken;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.server.Detached;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.LastSeen;
import dev.parley.server.auth.Revocations;
import dev.parley.server.auth.Secrets;
import dev.parley.server.auth.Sessions;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.bot.OrgAdministrator;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Makes, lists and revokes the scoped tokens of bots. */
public final class TokenService {

    private final Queries database;
    private final TokenRepository tokens;
    private final Journal journal;
    private final LaneBots bots;
    private final Identities identities;
    private final LastSeen lastSeen;
    private final Sessions sessions;
    private final Revocations revocations;
    private final Clock clock;

    public TokenService(
            Queries database,
            TokenRepository tokens,
            Journal journal,
            LaneBots bots,
            Identities identities,
            LastSeen lastSeen,
            Sessions sessions,
            Revocations revocations,
            Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.journal = journal;
        this.bots = bots;
        this.identities = identities;
        this.lastSeen = lastSeen;
        this.sessions = sessions;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Fails with {@code CONFLICT} when the bot has {@value TokenRepository#MAX_SCOPED} tokens that have not expired. */
    Mono<NewScopedToken> create(Caller.Bot caller, CreateToken request) {
        return journal.append(caller.org(), lane -> bots.require(lane, caller.bot())
                .then(makeRoom(lane, caller))
                .then(Mono.fromSupplier(() -> create(lane, caller, request))));
    }

    /** Expired tokens are removed only now and then, and must not count until then. */
    private Mono<Void> makeRoom(LaneTransaction lane, Caller.Bot caller) {
        return tokens.listScoped(lane, lane.org(), caller.bot())
                .filter(known -> known.size() >= TokenRepository.MAX_SCOPED)
                .doOnNext(this::requireAnyExpired)
                .flatMap(known -> tokens.deleteExpired(lane, lane.org(), caller.bot(), clock.millis()))
                .then();
    }

    private void requireAnyExpired(List<ScopedToken> known) {
        long now = clock.millis();
        if (known.stream().noneMatch(token -> token.isExpired(now))) {
            throw HubException.of(
                    ErrorCode.CONFLICT,
                    "The bot has " + TokenRepository.MAX_SCOPED + " tokens, which is the most: revoke one first");
        }
    }

    private static NewScopedToken create(LaneTransaction lane, Caller.Bot caller, CreateToken request) {
        long position = lane.nextPosition();
        long createdAt = Position.millis(position);
        String secret = Secrets.scopedToken();
        Long expiresAt = request.lifetime()
                .map(lifetime -> createdAt + lifetime.toMillis())
                .orElse(null);
        ScopedToken token = new ScopedToken(
                Ids.next(), Secrets.hash(secret), request.scopes(), request.label(), expiresAt, createdAt, null);
        lane.insertLater(
                TokenRepository.INTO,
                NewToken.scoped(lane.org(), caller.bot(), token).row());
        String by = caller.bot().toString();
        audit(lane, position, by, "bot.token_create", token.id(), details(token));
        return new NewScopedToken(secret, token);
    }

    private static Object[] details(ScopedToken token) {
        return new Object[] {"scopes", token.scopes(), "label", token.label(), "expires_at", token.expiresAt()};
    }

    /** The bot's own tokens, newest first. */
    Mono<List<ScopedToken>> list(Caller.Bot caller) {
        return list(caller.org(), caller.bot());
    }

    /** As {@link #list(Caller.Bot)}, for whoever administers the bot's organisation; fails with {@code NOT_FOUND}. */
    Mono<List<ScopedToken>> list(OrgAdministrator admin, BotId bot) {
        return bots.requireOutside(database, admin.org(), bot).then(Mono.defer(() -> list(admin.org(), bot)));
    }

    private Mono<List<ScopedToken>> list(OrgId org, BotId bot) {
        return tokens.listScoped(database, org, bot)
                .map(found -> found.stream().map(token -> used(org, token)).toList());
    }

    private ScopedToken used(OrgId org, ScopedToken token) {
        return token.usedAt(lastSeen.latestUse(org, token.hash(), token.lastUsedAt()));
    }

    /**
     * Ends a token of the bot here and now, with the connections and sessions that were opened with it. Fails with
     * {@code NOT_FOUND}.
     */
    Mono<Void> revoke(Caller.Bot caller, String id) {
        String by = caller.bot().toString();
        return revoke(caller.org(), caller.bot(), id, lane -> Mono.empty(), by);
    }

    /** As {@link #revoke(Caller.Bot, String)}, by whoever administers the bot's organisation. */
    Mono<Void> revoke(OrgAdministrator admin, BotId bot, String id) {
        return revoke(admin.org(), bot, id, lane -> admin.check(lane, bots), admin.auditName());
    }

    /** @param check fails for somebody who may not do it any more */
    private Mono<Void> revoke(OrgId org, BotId bot, String id, Function<LaneTransaction, Mono<Void>> check, String by) {
        return Detached.of(Mono.justOrEmpty(Ids.parse(id))
                .switchIfEmpty(Mono.error(TokenService::unknown))
                .flatMap(token -> journal.append(
                        org, lane -> check.apply(lane).then(Mono.defer(() -> revoke(lane, bot, token, by)))))
                .flatMap(token -> sessions.endTokenSessions(bot, token)));
    }

    private Mono<UUID> revoke(LaneTransaction lane, BotId bot, UUID id, String by) {
        return tokens.findScoped(lane, lane.org(), bot, id)
                .switchIfEmpty(Mono.error(TokenService::unknown))
                .delayUntil(token -> tokens.delete(lane, lane.org(), token))
                .map(token -> {
                    audit(lane, lane.nextPosition(), by, "bot.token_revoke", id);
                    lane.afterCommit(() -> tellRevoked(lane.org(), token));
                    return id;
                });
    }

    private void tellRevoked(OrgId org, ScopedToken token) {
        identities.tokenRevoked(token.hash());
        revocations.tokenRevoked(org, token.id());
    }

    private static void audit(
            LaneTransaction lane, long position, String by, String action, UUID token, Object... details) {
        Audit.record(lane, position, by, action, "token", token, Audit.detail(Via.REST, details));
    }

    private static HubException unknown() {
        return HubException.notFound("Token");
    }

    /**
     * A token that has just been made.
     *
     * @param secret shown this once
     */
    record NewScopedToken(String secret, ScopedToken token) {

        @Override
        public String toString() {
            return token.toString();
        }
    }
}
