package dev.parley.server.token;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.token.NewToken;
import dev.parley.persistence.token.ScopedToken;
import dev.parley.persistence.token.TokenRepository;
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
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        audit(lane, position, caller, "bot.token_create", token.id(), details(token));
        return new NewScopedToken(secret, token);
    }

    private static Object[] details(ScopedToken token) {
        return new Object[] {"scopes", token.scopes(), "label", token.label(), "expires_at", token.expiresAt()};
    }

    /** The bot's own tokens, newest first. */
    Mono<List<ScopedToken>> list(Caller.Bot caller) {
        return tokens.listScoped(database, caller.org(), caller.bot())
                .map(found ->
                        found.stream().map(token -> used(caller.org(), token)).toList());
    }

    private ScopedToken used(OrgId org, ScopedToken token) {
        return token.usedAt(lastSeen.latestUse(org, token.hash(), token.lastUsedAt()));
    }

    /**
     * Ends a token of the bot here and now, with the connections and sessions that were opened with it. Fails with
     * {@code NOT_FOUND}.
     */
    Mono<Void> revoke(Caller.Bot caller, String id) {
        Optional<UUID> wanted = Ids.parse(id);
        return Detached.of(Mono.justOrEmpty(wanted)
                .switchIfEmpty(Mono.error(TokenService::unknown))
                .flatMap(token -> journal.append(caller.org(), lane -> revoke(lane, caller, token)))
                .flatMap(token -> sessions.endTokenSessions(caller.bot(), token)));
    }

    private Mono<UUID> revoke(LaneTransaction lane, Caller.Bot caller, UUID id) {
        return tokens.findScoped(lane, lane.org(), caller.bot(), id)
                .switchIfEmpty(Mono.error(TokenService::unknown))
                .delayUntil(token -> tokens.delete(lane, lane.org(), token))
                .map(token -> {
                    audit(lane, lane.nextPosition(), caller, "bot.token_revoke", id);
                    lane.afterCommit(() -> tellRevoked(lane.org(), token));
                    return id;
                });
    }

    private void tellRevoked(OrgId org, ScopedToken token) {
        identities.tokenRevoked(token.hash());
        revocations.tokenRevoked(org, token.id());
    }

    private static void audit(
            LaneTransaction lane, long position, Caller.Bot by, String action, UUID token, Object... details) {
        String bot = by.bot().toString();
        Audit.record(lane, position, bot, action, "token", token, Audit.detail(Via.REST, details));
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
