package dev.parley.server;

import dev.parley.persistence.bot.SqlTombstoneRepository;
import dev.parley.persistence.invite.SqlInviteCodeRepository;
import dev.parley.persistence.ticket.SqlTicketRepository;
import dev.parley.persistence.ticket.TicketRepository;
import dev.parley.server.bot.TombstoneRoutes;
import dev.parley.server.bot.Tombstones;
import dev.parley.server.http.Routes;
import dev.parley.server.invite.InviteCodeRoutes;
import dev.parley.server.invite.InviteCodes;
import dev.parley.server.org.OrgData;
import dev.parley.server.org.OrgDestruction;
import dev.parley.server.org.OrgLifecycle;
import dev.parley.server.org.OrgLifecycleRoutes;
import dev.parley.server.org.OrgRoutes;
import dev.parley.server.org.OrgService;
import dev.parley.server.org.OrgSettingsService;
import dev.parley.server.ticket.TicketRoutes;
import dev.parley.server.ticket.TicketService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Organisations from their founding to their end, put together. */
record Organisations(List<Routes> routes) {

    private static final Duration FIRST_RESUMPTION = Duration.ofSeconds(1);
    private static final Duration RESUME_DESTRUCTION = Duration.ofMinutes(1);

    /** @param kept what other features keep of organisations besides rows */
    static Organisations build(Core core, Identity identity, List<OrgData> kept) {
        TicketRepository tickets = new SqlTicketRepository();
        OrgService orgs = new OrgService(
                core.database(),
                identity.orgs(),
                identity.identities(),
                core.clock(),
                core.settings().newOrgs().persistMessages());
        return new Organisations(List.of(
                new OrgRoutes(orgs, new OrgSettingsService(core.journal(), identity.settings())),
                new OrgLifecycleRoutes(orgs, lifecycle(core, identity, tickets), destruction(core, identity, kept)),
                new InviteCodeRoutes(
                        new InviteCodes(
                                core.database(),
                                new SqlInviteCodeRepository(),
                                orgs,
                                identity.lockouts(),
                                core.clock()),
                        core.clock()),
                new TombstoneRoutes(
                        new Tombstones(core.database(), new SqlTombstoneRepository(), orgs, core.journal())),
                new TicketRoutes(new TicketService(core.database(), tickets, core.journal(), core.clock()))));
    }

    private static OrgLifecycle lifecycle(Core core, Identity identity, TicketRepository tickets) {
        return new OrgLifecycle(
                core.journal(),
                identity.orgs(),
                tickets,
                identity.identities(),
                identity.sessions(),
                identity.revocations());
    }

    private static OrgDestruction destruction(Core core, Identity identity, List<OrgData> kept) {
        List<OrgData> data = new ArrayList<>(kept);
        data.add(identity.sessions()::endAll);
        OrgDestruction destruction = new OrgDestruction(
                core.database(), identity.orgs(), data, identity.identities(), identity.revocations());
        core.jobs()
                .inTurn(
                        FIRST_RESUMPTION,
                        RESUME_DESTRUCTION,
                        "removing what destroyed orgs kept",
                        destruction.resume());
        return destruction;
    }
}
