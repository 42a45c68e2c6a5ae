package dev.parley.server.bot;

import dev.parley.persistence.bot.BotChangeRepository;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.event.Event;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.Revocations;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Removes bots for good. What they said stays, in threads without an author. */
public final class BotDeletion {

    private final Journal journal;
    private final LaneBots bots;
    private final BotChangeRepository changes;
    private final Departure departure;
    private final Identities identities;
    private final Revocations revocations;

    public BotDeletion(
            Journal journal,
            BotRepository bots,
            BotChangeRepository changes,
            Departure departure,
            Identities identities,
            Revocations revocations) {
        this.journal = journal;
        this.bots = new LaneBots(bots);
        this.changes = changes;
        this.departure = departure;
        this.identities = identities;
        this.revocations = revocations;
    }

    /** Emits what the bot was. Fails with {@code NOT_FOUND} when it is gone already. */
    Mono<BotSummary> deleteSelf(Caller.Bot caller) {
        OrgAdministrator self = new OrgAdministrator(caller.org(), caller);
        return journal.append(caller.org(), lane -> bots.require(lane, caller.bot())
                .delayUntil(bot -> delete(lane, self, bot, Audit.detail(Via.REST, "name", bot.name(), "self", true))));
    }

    /** Emits what the bot was. Fails with {@code NOT_FOUND}. */
    Mono<BotSummary> delete(OrgAdministrator admin, BotId id) {
        String by = admin.bot().map(BotId::toString).orElse("session");
        return journal.append(admin.org(), lane -> admin.check(lane, bots)
                .then(bots.require(lane, id))
                .delayUntil(
                        bot -> delete(lane, admin, bot, Audit.detail(Via.REST, "name", bot.name(), "deleted_by", by))));
    }

    /** However many channels and threads the bot is in, these are some ten statements. */
    private Mono<Void> delete(LaneTransaction lane, OrgAdministrator admin, BotSummary bot, Map<String, ?> detail) {
        BotId actor = admin.bot().orElse(null);
        return departure.leave(lane, bot.id(), actor, admin.actor()).then(Mono.defer(() -> {
            long at = lane.nextPosition();
            tell(lane, at, actor, bot, detail);
            return changes.delete(
                    lane, lane.org(), new BotChangeRepository.BotRemoval(bot.id(), bot.name()), Position.millis(at));
        }));
    }

    private void tell(LaneTransaction lane, long at, BotId actor, BotSummary bot, Map<String, ?> detail) {
        lane.forgetAll();
        Audit.record(lane, at, bot.id().toString(), "bot.delete", "bot", bot.id(), detail);
        lane.append(
                at,
                Topic.org(lane.org()),
                new Audience.Everyone(Optional.of(bot.id())),
                actor,
                new Event.BotOffline(bot.ref()));
        lane.afterCommit(() -> identities.botChanged(lane.org(), bot.id()));
        lane.afterPush(() -> revocations.botDeleted(lane.org(), bot.id()));
    }
}
