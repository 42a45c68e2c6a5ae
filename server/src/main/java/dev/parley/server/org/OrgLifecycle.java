package dev.parley.server.org;

import dev.parley.persistence.org.Org;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.persistence.ticket.TicketRepository;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.Detached;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.Revocations;
import dev.parley.server.auth.Secrets;
import dev.parley.server.auth.Sessions;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/**
 * Renames, suspends and restores organisations and replaces their secrets. It happens in their lanes, so that whoever
 * registers a bot or makes a ticket at the same time is either before or after.
 */
public final class OrgLifecycle {

    private final Journal journal;
    private final OrgRepository orgs;
    private final TicketRepository tickets;
    private final Identities identities;
    private final Sessions sessions;
    private final Revocations revocations;

    public OrgLifecycle(
            Journal journal,
            OrgRepository orgs,
            TicketRepository tickets,
            Identities identities,
            Sessions sessions,
            Revocations revocations) {
        this.journal = journal;
        this.orgs = orgs;
        this.tickets = tickets;
        this.identities = identities;
        this.sessions = sessions;
        this.revocations = revocations;
    }

    /**
     * The organisation with its changes. Suspending it deletes its unused tickets and closes its connections; they are not
     * restored with it. Fails with {@code NOT_FOUND}.
     */
    Mono<Org> change(OrgId org, OrgPatch patch) {
        return journal.append(org, lane -> orgs.find(lane, org)
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")))
                .flatMap(old -> change(lane, old, patch.applyTo(old))));
    }

    private Mono<Org> change(LaneTransaction lane, Org old, Org changed) {
        boolean suspended = old.isActive() && !changed.isActive();
        lane.afterCommit(() -> {
            identities.orgChanged(old.id());
            if (suspended) {
                revocations.orgSuspended(old.id());
            }
        });
        return orgs.update(lane, old.id(), changed.name(), changed.status())
                .then(suspended ? tickets.deleteUnconsumed(lane, old.id()) : Mono.empty())
                .thenReturn(changed);
    }

    /**
     * A new secret, which is shown this once. The old one, the unused tickets and all sessions of administrators end, the
     * caller's own included; bots go on. Fails with {@code NOT_FOUND}.
     */
    Mono<String> rotateSecret(OrgId org) {
        return Detached.of(Mono.fromSupplier(Secrets::orgSecret)
                .delayUntil(secret -> journal.append(org, lane -> replaceSecret(lane, secret)))
                .delayUntil(secret -> sessions.endAdminSessions(org)));
    }

    private Mono<Long> replaceSecret(LaneTransaction lane, String secret) {
        return orgs.updateSecret(lane, lane.org(), Secrets.hash(secret))
                .then(tickets.deleteUnconsumed(lane, lane.org()));
    }
}
