package dev.parley.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.config.SecuritySettings;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.persistence.org.SqlOrgRepository;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.ticket.SqlTicketRepository;
import dev.parley.persistence.token.SqlTokenRepository;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.server.auth.AuthRoutes;
import dev.parley.server.auth.ClusterRevocations;
import dev.parley.server.auth.HubAuthenticator;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.LastSeen;
import dev.parley.server.auth.Lockouts;
import dev.parley.server.auth.LoginService;
import dev.parley.server.auth.Revocations;
import dev.parley.server.auth.SessionAudit;
import dev.parley.server.auth.Sessions;
import dev.parley.server.auth.WsTicketRoutes;
import dev.parley.server.auth.WsTickets;
import dev.parley.server.bot.Enrolment;
import dev.parley.server.bot.RegistrationRoutes;
import dev.parley.server.bot.RegistrationService;
import dev.parley.server.http.Routes;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.presence.DeletedBots;
import dev.parley.server.session.SessionRoutes;
import dev.parley.server.session.SessionService;
import dev.parley.server.ticket.Tickets;
import dev.parley.server.webhook.OutboundAddresses;
import dev.parley.server.webhook.WebhookUrls;
import dev.parley.server.ws.SocketRevocations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Who is who: bots, sessions, tokens and how they come in, put together. */
record Identity(
        HubAuthenticator authenticator,
        WsTickets wsTickets,
        OrgSettingsCache settings,
        OrgRepository orgs,
        Identities identities,
        Sessions sessions,
        Revocations revocations,
        Lockouts lockouts,
        List<Routes> routes) {

    private static final Duration WRITE_LAST_SEEN = Duration.ofSeconds(5);
    private static final Duration PURGE_SESSIONS = Duration.ofMinutes(15);
    private static final Duration PURGE_WS_TICKETS = Duration.ofSeconds(15);

    /** @param others who must be told, besides the connections, of credentials that end */
    static Identity build(Core core, BotRepository bots, Revocations others) {
        Ticker ticker = Ticker.systemTicker();
        OrgRepository orgs = new SqlOrgRepository();
        TokenRepository tokens = new SqlTokenRepository();
        Identities identities = new Identities(core.database(), tokens, bots, orgs, ticker, core.notices());
        Revocations revocations = new ClusterRevocations(
                Revocations.all(new DeletedBots(core.presence()), new SocketRevocations(core.fanout()), others),
                core.notices());
        Sessions sessions = new Sessions(Storage.sessions(core), revocations, core.clock(), ticker, core.notices());
        core.jobs().inTurn(PURGE_SESSIONS, PURGE_SESSIONS, "removing expired sessions", sessions.purge());
        LastSeen lastSeen = new LastSeen(core.database(), bots, tokens, identities);
        core.jobs().every(WRITE_LAST_SEEN, "writing when bots were last seen", lastSeen.flush());
        core.closer().add("last seen", lastSeen.flush());
        HubAuthenticator authenticator = new HubAuthenticator(
                identities,
                sessions,
                lastSeen,
                core.clock(),
                security(core).adminSecret().isEmpty());
        WsTickets wsTickets = new WsTickets(authenticator, Storage.wsTickets(core), core.clock());
        core.jobs().every(PURGE_WS_TICKETS, "removing unused tickets", wsTickets.purge());
        OrgSettingsCache settings =
                new OrgSettingsCache(core.database(), new SqlOrgSettingsRepository(), ticker, core.notices());
        Lockouts lockouts = core.sharedRedis()
                .map(redis -> Lockouts.shared(redis, core.clock()))
                .orElseGet(() -> new Lockouts(core.clock()));
        return new Identity(
                authenticator,
                wsTickets,
                settings,
                orgs,
                identities,
                sessions,
                revocations,
                lockouts,
                joined(
                        Roster.routes(core, bots, identities, revocations, lastSeen),
                        new AuthRoutes(
                                logins(core, orgs, identities, sessions, lockouts),
                                sessions,
                                !security(core).devMode(),
                                core.settings().limits().maxFileSizeMib()),
                        new WsTicketRoutes(wsTickets),
                        new SessionRoutes(new SessionService(sessions, new SessionAudit(core.journal()))),
                        OwnTokens.routes(core, bots, tokens, identities, lastSeen, sessions, revocations),
                        new RegistrationRoutes(registrations(core, orgs, bots, settings, lockouts))));
    }

    private static List<Routes> joined(List<Routes> some, Routes... others) {
        return Stream.concat(some.stream(), Stream.of(others)).toList();
    }

    private static LoginService logins(
            Core core, OrgRepository orgs, Identities identities, Sessions sessions, Lockouts lockouts) {
        return new LoginService(
                core.database(),
                orgs,
                identities,
                sessions,
                new SessionAudit(core.journal()),
                lockouts,
                security(core).adminSecret(),
                core.clock());
    }

    private static RegistrationService registrations(
            Core core, OrgRepository orgs, BotRepository bots, OrgSettingsCache settings, Lockouts lockouts) {
        Tickets tickets = new Tickets(core.database(), new SqlTicketRepository(), core.clock());
        return new RegistrationService(
                core.database(),
                orgs,
                tickets,
                new Enrolment(bots, tickets, settings),
                new WebhookUrls(OutboundAddresses.of(security(core))),
                lockouts,
                core.journal());
    }

    private static SecuritySettings security(Core core) {
        return core.settings().security();
    }
}
