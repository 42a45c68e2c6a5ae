package dev.parley.server.invite;

import dev.parley.persistence.Database;
import dev.parley.persistence.invite.InviteCode;
import dev.parley.persistence.invite.InviteCodeRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Ids;
import dev.parley.server.auth.Lockouts;
import dev.parley.server.auth.LoginLimits;
import dev.parley.server.auth.Secrets;
import dev.parley.server.org.OrgService;
import dev.parley.server.ticket.Lifetime;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Invite codes of the operator, and the organisations that strangers found with them. */
public final class InviteCodes {

    private final Database database;
    private final InviteCodeRepository codes;
    private final OrgService orgs;
    private final Lockouts lockouts;
    private final Clock clock;

    public InviteCodes(Database database, InviteCodeRepository codes, OrgService orgs, Lockouts lockouts, Clock clock) {
        this.database = database;
        this.codes = codes;
        this.orgs = orgs;
        this.lockouts = lockouts;
        this.clock = clock;
    }

    Mono<InviteCode> create(CreateInviteCode request) {
        return Mono.fromSupplier(() -> newCode(request)).delayUntil(code -> codes.insert(database, code));
    }

    private InviteCode newCode(CreateInviteCode request) {
        long now = clock.millis();
        return new InviteCode(
                Ids.next(),
                Secrets.inviteCode(),
                request.label().orElse(null),
                request.maxUses(),
                0,
                Lifetime.end(request.lifetime(), now),
                now);
    }

    /** Newest first, expired and used-up ones included. */
    Mono<List<InviteCode>> list() {
        return codes.list(database);
    }

    /** Fails with {@code NOT_FOUND}. */
    Mono<Void> revoke(UUID id) {
        return codes.delete(database, id)
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(InviteCodes::notFound))
                .then();
    }

    static HubException notFound() {
        return HubException.notFound("Invite code");
    }

    /**
     * The new organisation. Fails with {@code RATE_LIMITED} or {@code INVALID_INVITE_CODE}; an unknown code, an expired, a
     * used-up and a revoked one cannot be told apart.
     *
     * @param ip whose guesses are counted
     */
    Mono<OrgService.NewOrg> found(FoundOrg request, String ip) {
        return lockouts.guard(List.of(LoginLimits.ofInvite(ip)), requireUsable(request))
                .then(database.transaction(queries -> codes.use(queries, request.inviteCode(), clock.millis())
                        .filter(used -> used)
                        .switchIfEmpty(Mono.error(InviteCodes::invalid))
                        .flatMap(used -> orgs.create(queries, request.org()))));
    }

    /** Before the code is used, as a founder who is locked out must not learn that it was right. */
    private Mono<InviteCode> requireUsable(FoundOrg request) {
        return codes.find(database, request.inviteCode())
                .filter(code -> !code.isExpired(clock.millis()) && !code.isExhausted())
                .switchIfEmpty(Mono.error(InviteCodes::invalid));
    }

    private static HubException invalid() {
        return HubException.of(
                ErrorCode.INVALID_INVITE_CODE, "The invite code is not valid (any more): ask the operator for another");
    }
}
