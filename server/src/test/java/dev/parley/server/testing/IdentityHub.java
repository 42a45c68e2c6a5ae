package dev.parley.server.testing;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.config.AddressRanges;
import dev.parley.config.Secret;
import dev.parley.config.SecuritySettings;
import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.persistence.org.SqlOrgRepository;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.session.SqlSessionRepository;
import dev.parley.persistence.ticket.SqlTicketRepository;
import dev.parley.persistence.ticket.TicketRepository;
import dev.parley.persistence.token.SqlTokenRepository;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.persistence.wsticket.MemoryWsTicketRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.AuthRoutes;
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
import dev.parley.server.bot.BotRoutes;
import dev.parley.server.bot.Bots;
import dev.parley.server.bot.Enrolment;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.bot.RegistrationRoutes;
import dev.parley.server.bot.RegistrationService;
import dev.parley.server.http.HttpApi;
import dev.parley.server.http.HttpOptions;
import dev.parley.server.http.Router;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.org.OrgRoutes;
import dev.parley.server.org.OrgService;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.org.OrgSettingsService;
import dev.parley.server.session.SessionRoutes;
import dev.parley.server.session.SessionService;
import dev.parley.server.ticket.TicketRoutes;
import dev.parley.server.ticket.TicketService;
import dev.parley.server.ticket.Tickets;
import dev.parley.server.token.TokenRoutes;
import dev.parley.server.token.TokenService;
import dev.parley.server.webhook.OutboundAddresses;
import dev.parley.server.webhook.WebhookUrls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything about who is who, listening on a free port: what the tests of identity drive. */
public final class IdentityHub implements AutoCloseable {

    public static final String ADMIN_SECRET = "the admin secret";

    public final Database database;
    public final ManualClock clock = new ManualClock(1_800_000_000_000L);
    public final List<JournalEntry> entries = new CopyOnWriteArrayList<>();
    public final List<String> revoked = new CopyOnWriteArrayList<>();
    public final Identities identities;
    public final LastSeen lastSeen;
    public final Sessions sessions;
    public final TokenService tokens;
    public final OrgSettingsCache settings;
    public final WsTickets wsTickets;
    public final Set<BotId> online = ConcurrentHashMap.newKeySet();
    private final HttpApi api;

    private IdentityHub(Database database, Optional<Secret> adminSecret) {
        this.database = database;
        Ticker ticker = () -> clock.millis() * 1_000_000;
        BotRepository bots = new SqlBotRepository();
        OrgRepository orgs = new SqlOrgRepository();
        TicketRepository ticketRepository = new SqlTicketRepository();
        Journal journal =
                new Journal(database, clock, commit -> entries.addAll(commit.entries()), new SimpleMeterRegistry());
        TokenRepository tokenRows = new SqlTokenRepository();
        Revocations revocations = new Recorded();
        identities = new Identities(database, tokenRows, bots, orgs, ticker);
        lastSeen = new LastSeen(database, bots, tokenRows, identities);
        sessions = new Sessions(new SqlSessionRepository(database), revocations, clock, ticker);
        settings = new OrgSettingsCache(database, new SqlOrgSettingsRepository(), ticker);
        Lockouts lockouts = new Lockouts(clock);
        LoginService logins = new LoginService(
                database, orgs, identities, sessions, new SessionAudit(journal), lockouts, adminSecret, clock);
        Tickets tickets = new Tickets(database, ticketRepository, clock);
        RegistrationService registrations = new RegistrationService(
                database,
                orgs,
                tickets,
                new Enrolment(bots, tickets, settings),
                new WebhookUrls(OutboundAddresses.of(new SecuritySettings(adminSecret, false, AddressRanges.NONE))),
                lockouts,
                journal);
        Router router = new Router();
        new AuthRoutes(logins, sessions, true, 50).addTo(router);
        new OrgRoutes(
                        new OrgService(database, orgs, identities, clock, true),
                        new OrgSettingsService(journal, settings))
                .addTo(router);
        new RegistrationRoutes(registrations).addTo(router);
        tokens = new TokenService(
                database, tokenRows, journal, new LaneBots(bots), identities, lastSeen, sessions, revocations, clock);
        new TokenRoutes(tokens).addTo(router);
        new SessionRoutes(new SessionService(sessions, new SessionAudit(journal))).addTo(router);
        new TicketRoutes(new TicketService(database, ticketRepository, journal, clock)).addTo(router);
        new BotRoutes(new Bots(database, bots, identities, (org, bot) -> online.contains(bot), lastSeen)).addTo(router);
        HubAuthenticator authenticator =
                new HubAuthenticator(identities, sessions, lastSeen, clock, adminSecret.isEmpty());
        wsTickets = new WsTickets(authenticator, new MemoryWsTicketRepository(), clock);
        new WsTicketRoutes(wsTickets).addTo(router);
        api = HttpApi.listen(
                HttpOptions.at("127.0.0.1", 0), router, authenticator, (request, response) -> response.sendNotFound());
        DocumentedAnswers.expect(api.port(), router.routes());
    }

    /** On a database that stays the caller's to close. */
    public static IdentityHub on(Database database) {
        return new IdentityHub(database, Optional.of(new Secret(ADMIN_SECRET)));
    }

    /** As a developer runs it who has set no admin secret. */
    public static IdentityHub withoutAdminSecret(Database database) {
        return new IdentityHub(database, Optional.empty());
    }

    /** Without credentials. */
    public Api api() {
        return Api.of(api.port());
    }

    /** Logged in as the operator. */
    public Api superAdmin() {
        Api.Answer answer = api().post("/api/auth/login", "type", "super_admin", "admin_secret", ADMIN_SECRET);
        return api().withSession(answer.cookie());
    }

    /** A new organisation of its own. */
    public NewOrg org() {
        Api.Answer created = superAdmin().post("/api/orgs", "name", "acme");
        return new NewOrg(created.field("id"), created.field("org_secret"));
    }

    /** Suspends an organisation as its operator does. */
    public void suspend(NewOrg org) {
        change(
                "UPDATE orgs SET status = 'suspended' WHERE org_id = $1",
                org.orgId().value());
        identities.orgChanged(org.orgId());
    }

    /** Changes something behind the hub's back. */
    public void change(String sql, Object... arguments) {
        database.execute(sql, arguments).block();
    }

    /** An organisation as its creator sees it. */
    public final class NewOrg {

        public final String id;
        public final String secret;

        private NewOrg(String id, String secret) {
            this.id = id;
            this.secret = secret;
        }

        public OrgId orgId() {
            return OrgId.parse(id).orElseThrow();
        }

        /** Registers a bot with the organisation's secret, so it is an admin. */
        public NewBot bot(String name) {
            Api.Answer answer = api().post("/api/auth/register", "org_id", id, "org_secret", secret, "name", name);
            return new NewBot(answer.field("bot_id"), answer.field("token"));
        }

        /** Logged in as an administrator. */
        public Api admin() {
            Api.Answer answer = api().post("/api/auth/login", "type", "org_admin", "org_id", id, "org_secret", secret);
            return api().withSession(answer.cookie());
        }
    }

    /** A bot and the way it calls the hub. */
    public final class NewBot {

        public final String id;
        public final String token;

        private NewBot(String id, String token) {
            this.id = id;
            this.token = token;
        }

        public Api api() {
            return IdentityHub.this.api().withToken(token);
        }
    }

    @Override
    public void close() {
        api.stop(Duration.ofSeconds(1));
    }

    private final class Recorded implements Revocations {

        @Override
        public void sessionEnded(OrgId org, String sessionRef) {
            revoked.add("session " + sessionRef);
        }

        @Override
        public void tokenRevoked(OrgId org, UUID tokenId) {
            revoked.add("token " + tokenId);
        }

        @Override
        public void botRejected(OrgId org, BotId bot) {
            revoked.add("rejected " + bot);
        }
    }
}
