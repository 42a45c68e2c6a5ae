package dev.parley.server.bot;

import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.Tombstone;
import dev.parley.persistence.bot.TombstoneRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.StorableText;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.auth.SessionRole;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.org.OrgService;
import java.util.List;
import reactor.core.publisher.Mono;

/** The names of deleted bots, which nobody may take until a person lets them go. */
public final class Tombstones {

    private final Queries database;
    private final TombstoneRepository tombstones;
    private final OrgService orgs;
    private final Journal journal;

    public Tombstones(Queries database, TombstoneRepository tombstones, OrgService orgs, Journal journal) {
        this.database = database;
        this.tombstones = tombstones;
        this.orgs = orgs;
        this.journal = journal;
    }

    /**
     * An organisation's tombstones by name, one more than {@code limit} if there are. Fails with
     * {@code HUMAN_SESSION_REQUIRED}, {@code NOT_FOUND} or {@code FORBIDDEN}.
     *
     * @param after the last name of the page before; empty text for the first page
     */
    Mono<List<Tombstone>> list(Caller caller, String orgId, String after, int limit) {
        return requirePerson(caller, orgId)
                .flatMap(org -> tombstones.list(database, org, StorableText.of(after), limit + 1));
    }

    /** Lets a name be taken again. Fails as {@link #list}, and with {@code NOT_FOUND} when it can be already. */
    Mono<Void> clear(Caller caller, String orgId, String name) {
        return requirePerson(caller, orgId)
                .flatMap(org -> journal.append(org, lane -> clear(lane, caller, StorableText.of(name))))
                .then();
    }

    private Mono<Boolean> clear(LaneTransaction lane, Caller caller, String name) {
        return tombstones
                .delete(lane, lane.org(), name)
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Tombstone")))
                .doOnNext(deleted -> record(lane, caller, name));
    }

    private static void record(LaneTransaction lane, Caller caller, String name) {
        SessionRole role = caller instanceof Caller.SuperAdmin ? SessionRole.SUPER_ADMIN : SessionRole.ORG_ADMIN;
        Audit.record(
                lane,
                lane.nextPosition(),
                null,
                "bot.tombstone_cleared",
                "bot",
                name,
                Audit.detail(
                        Via.REST,
                        "cleared_by_session",
                        caller.session().map(SessionInfo::ref).orElse(null),
                        "cleared_by_role",
                        role));
    }

    /** The named organisation, when a person asks who administers it or the whole server. */
    private Mono<OrgId> requirePerson(Caller caller, String orgId) {
        if (caller instanceof Caller.Bot) {
            throw HubException.of(
                    ErrorCode.HUMAN_SESSION_REQUIRED, "Only a person may do this: log in as an admin of the org");
        }
        return Mono.justOrEmpty(OrgId.parse(orgId))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")))
                .flatMap(orgs::require)
                .map(org -> {
                    requireOwn(caller, org.id());
                    return org.id();
                });
    }

    private static void requireOwn(Caller caller, OrgId org) {
        if (caller instanceof Caller.OrgAdmin admin && !admin.org().equals(org)) {
            throw HubException.of(ErrorCode.FORBIDDEN, "This is another org than the one you administer");
        }
    }
}
