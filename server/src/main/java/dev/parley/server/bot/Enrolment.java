package dev.parley.server.bot;

import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.NewBot;
import dev.parley.persistence.cursor.BotCursor;
import dev.parley.persistence.cursor.CursorRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.ticket.Ticket;
import dev.parley.persistence.token.NewToken;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.event.Event;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Secrets;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.ticket.Tickets;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The part of a registration that happens in the organisation's lane: nobody takes the name or the ticket meanwhile. */
public final class Enrolment {

    private final BotRepository bots;
    private final FreeNames names;
    private final Tickets tickets;
    private final OrgSettingsCache settings;

    public Enrolment(BotRepository bots, Tickets tickets, OrgSettingsCache settings) {
        this.bots = bots;
        this.names = new FreeNames(bots);
        this.tickets = tickets;
        this.settings = settings;
    }

    /**
     * A bot that has just been registered.
     *
     * @param token its own, shown this once
     */
    record Enrolled(Bot bot, String token) {

        @Override
        public String toString() {
            return "registered " + bot.id();
        }
    }

    /** With a ticket the bot is a member, without one its caller knew the organisation's secret and it is an admin. */
    Mono<Enrolled> enrol(LaneTransaction lane, RegisterBot request, Optional<String> ticket) {
        return Mono.justOrEmpty(ticket)
                .flatMap(code -> tickets.requireUsable(lane, lane.org(), code))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .delayUntil(usable -> names.requireFree(lane, request.name()))
                .flatMap(usable -> joinStatus(lane, usable).flatMap(status -> enrol(lane, request, usable, status)));
    }

    private Mono<JoinStatus> joinStatus(LaneTransaction lane, Optional<Ticket> ticket) {
        if (ticket.isEmpty() || ticket.get().skipApproval()) {
            return Mono.just(JoinStatus.ACTIVE);
        }
        return settings.inLane(lane)
                .map(found -> found.joinApprovalRequired() ? JoinStatus.PENDING : JoinStatus.ACTIVE);
    }

    private Mono<Enrolled> enrol(
            LaneTransaction lane, RegisterBot request, Optional<Ticket> ticket, JoinStatus joinStatus) {
        AuthRole authRole = ticket.isPresent() ? AuthRole.MEMBER : AuthRole.ADMIN;
        return tickets.use(lane, ticket)
                .then(Mono.fromSupplier(() -> {
                    long at = lane.nextPosition();
                    Bot bot = request.toBot(lane.org(), authRole, joinStatus, Position.millis(at));
                    return write(lane, at, request, bot);
                }))
                .delayUntil(enrolled -> askForApproval(lane, enrolled.bot()));
    }

    private static Enrolled write(LaneTransaction lane, long at, RegisterBot request, Bot bot) {
        String token = Secrets.botToken();
        lane.insertLater(BotRepository.INTO, new NewBot(bot).row());
        lane.insertLater(
                TokenRepository.INTO,
                NewToken.primary(lane.org(), bot.id(), Secrets.hash(token), bot.createdAt())
                        .row());
        request.webhook(bot, at).ifPresent(webhook -> lane.insertLater(WebhookRepository.INTO, webhook.row()));
        lane.insertLater(CursorRepository.INTO, BotCursor.first(lane.org(), bot.id(), at));
        BotSummary summary = new BotSummary(bot.id(), bot.name(), bot.authRole(), bot.joinStatus());
        LaneBots.remember(lane, summary);
        tell(lane, at, request, bot);
        return new Enrolled(bot, token);
    }

    private static void tell(LaneTransaction lane, long at, RegisterBot request, Bot bot) {
        String via = request.orgSecret().isPresent() ? "org_secret" : "ticket";
        Audit.record(
                lane,
                at,
                bot.id().toString(),
                "bot.register",
                "bot",
                bot.id(),
                Audit.detail(
                        Via.REST, "name", bot.name(), "reregister", false, "via", via, "auth_role", bot.authRole()));
        Event event =
                new Event.BotRegistered(new Event.BotRegistered.Registered(bot.id(), bot.name(), bot.joinStatus()));
        lane.append(at, Topic.org(lane.org()), Audience.everyone(), bot.id(), event);
    }

    private Mono<Void> askForApproval(LaneTransaction lane, Bot bot) {
        if (bot.joinStatus() != JoinStatus.PENDING) {
            return Mono.empty();
        }
        return bots.listActiveAdmins(lane, lane.org())
                .doOnNext(admins -> lane.append(
                        lane.nextPosition(),
                        Topic.admins(lane.org()),
                        new Audience.Bots(Set.copyOf(admins), Audience.Admins.ALL),
                        bot.id(),
                        new Event.BotJoinRequest(bot.ref(), lane.org())))
                .then();
    }
}
