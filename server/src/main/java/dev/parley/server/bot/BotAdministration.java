package dev.parley.server.bot;

import dev.parley.persistence.bot.BotChangeRepository;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.JoinDecision;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.event.Event;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.Revocations;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Lets an organisation's administrators decide what its bots may do. */
public final class BotAdministration {

    private final Journal journal;
    private final LaneBots bots;
    private final BotChangeRepository changes;
    private final Identities identities;
    private final Revocations revocations;

    public BotAdministration(
            Journal journal,
            BotRepository bots,
            BotChangeRepository changes,
            Identities identities,
            Revocations revocations) {
        this.journal = journal;
        this.bots = new LaneBots(bots);
        this.changes = changes;
        this.identities = identities;
        this.revocations = revocations;
    }

    /**
     * A bot's standing before and after a decision; both are the same when nothing was to be decided.
     *
     * @param after with who decided last, and when
     */
    record Decided(BotSummary bot, JoinStatus before, JoinDecision after) {}

    /** Emits the bot as it is then. Fails with {@code NOT_FOUND}, then {@code SELF_DEMOTION}. */
    Mono<BotSummary> changeRole(OrgAdministrator admin, BotId id, AuthRole role) {
        return journal.append(admin.org(), lane -> require(lane, admin, id)
                .doOnNext(bot -> refuseSelfDemotion(admin, id, role))
                .delayUntil(bot -> changes.changeRole(lane, lane.org(), id, role))
                .map(before -> roleChanged(lane, admin, before, role)));
    }

    private static void refuseSelfDemotion(OrgAdministrator admin, BotId id, AuthRole role) {
        if (role == AuthRole.MEMBER && admin.bot().filter(id::equals).isPresent()) {
            throw HubException.of(
                    ErrorCode.SELF_DEMOTION, "A bot cannot demote itself: ask another admin of the org to do it");
        }
    }

    private BotSummary roleChanged(LaneTransaction lane, OrgAdministrator admin, BotSummary before, AuthRole role) {
        BotSummary after = new BotSummary(before.id(), before.name(), role, before.joinStatus());
        audit(lane, lane.nextPosition(), admin, after.id(), "bot.role_change", Map.of("auth_role", role));
        changed(lane, after);
        if (before.authRole() == AuthRole.ADMIN && role == AuthRole.MEMBER) {
            lane.afterPush(() -> revocations.botDemoted(lane.org(), after.id()));
        }
        return after;
    }

    /**
     * Approves or rejects a bot, again if need be; a rejected one is told before its connections are closed. Fails with
     * {@code NOT_FOUND}.
     *
     * @param reason may be null
     */
    Mono<Decided> changeStatus(OrgAdministrator admin, BotId id, JoinStatus status, String reason) {
        return journal.append(admin.org(), lane -> require(lane, admin, id)
                .flatMap(bot -> changes.findJoinDecision(lane, lane.org(), id)
                        .flatMap(stored -> stored.status() == status
                                ? Mono.just(new Decided(bot, status, stored))
                                : decide(lane, admin, bot, status, reason))));
    }

    private Mono<Decided> decide(
            LaneTransaction lane, OrgAdministrator admin, BotSummary bot, JoinStatus status, String reason) {
        return Mono.defer(() -> {
            long at = lane.nextPosition();
            JoinDecision decision = new JoinDecision(status, admin.changedBy(), Position.millis(at), reason);
            tell(lane, at, admin, bot, decision);
            changed(lane, new BotSummary(bot.id(), bot.name(), bot.authRole(), status));
            if (status == JoinStatus.REJECTED) {
                lane.afterPush(() -> revocations.botRejected(lane.org(), bot.id()));
            }
            return changes.changeJoinStatus(lane, lane.org(), bot.id(), decision)
                    .thenReturn(new Decided(bot, bot.joinStatus(), decision));
        });
    }

    private static void tell(
            LaneTransaction lane, long at, OrgAdministrator admin, BotSummary bot, JoinDecision decision) {
        audit(
                lane,
                at,
                admin,
                bot.id(),
                "bot.join_status_changed",
                Audit.detail(
                        Via.REST,
                        "old_status",
                        bot.joinStatus(),
                        "new_status",
                        decision.status(),
                        "reason",
                        decision.reason()));
        lane.append(
                at,
                Topic.org(lane.org()),
                Audience.everyone(),
                admin.bot().orElse(null),
                new Event.BotStatusChanged(
                        bot.id(), bot.name(), decision.status(), bot.joinStatus(), decision.reason()));
    }

    private Mono<BotSummary> require(LaneTransaction lane, OrgAdministrator admin, BotId id) {
        return admin.check(lane, bots).then(bots.require(lane, id));
    }

    private void changed(LaneTransaction lane, BotSummary bot) {
        LaneBots.remember(lane, bot);
        lane.afterCommit(() -> identities.botChanged(lane.org(), bot.id()));
    }

    private static void audit(
            LaneTransaction lane, long at, OrgAdministrator admin, BotId bot, String action, Map<String, ?> detail) {
        Audit.record(lane, at, admin.auditName(), action, "bot", bot, detail);
    }
}
