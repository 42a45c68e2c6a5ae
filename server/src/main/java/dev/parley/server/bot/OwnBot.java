package dev.parley.server.bot;

import dev.parley.persistence.bot.BotChangeRepository;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.HubException;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.event.Event;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Identities;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import dev.parley.server.presence.Presence;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Lets bots change what they tell of themselves, and how they are called. */
public final class OwnBot {

    private final Journal journal;
    private final BotRepository bots;
    private final BotChangeRepository changes;
    private final LaneBots laneBots;
    private final FreeNames names;
    private final Identities identities;
    private final Presence presence;
    private final Bots shown;

    /** @param shown how a changed bot is answered */
    public OwnBot(
            Journal journal,
            BotRepository bots,
            BotChangeRepository changes,
            Identities identities,
            Presence presence,
            Bots shown) {
        this.journal = journal;
        this.bots = bots;
        this.changes = changes;
        this.laneBots = new LaneBots(bots);
        this.names = new FreeNames(bots);
        this.identities = identities;
        this.presence = presence;
        this.shown = shown;
    }

    /** Emits the bot as it is then; fails with {@code NOT_FOUND} when it was deleted meanwhile. */
    Mono<Bot> changeProfile(Caller.Bot caller, ProfilePatch patch) {
        return journal.append(caller.org(), lane -> find(lane, caller)
                        .map(patch::applyTo)
                        .delayUntil(changed -> changes.updateProfile(lane, changed))
                        .doOnNext(changed -> audit(
                                lane,
                                lane.nextPosition(),
                                changed,
                                "bot.profile_update",
                                Audit.detail(Via.REST, "fields", patch.fields())))
                        .doOnNext(
                                changed -> lane.afterCommit(() -> identities.profileChanged(lane.org(), changed.id()))))
                .map(shown::present);
    }

    /**
     * Emits the bot as it is then. Fails with {@code VALIDATION_ERROR} when that is its name, with
     * {@code NAME_TOMBSTONED} or {@code NAME_CONFLICT}.
     *
     * @param name one that a bot may have
     */
    Mono<Bot> rename(Caller.Bot caller, String name) {
        return journal.append(caller.org(), lane -> laneBots.require(lane, caller.bot())
                        .doOnNext(bot -> requireOther(bot, name))
                        .delayUntil(bot -> names.requireFree(lane, name))
                        .delayUntil(bot -> changes.rename(lane, lane.org(), bot.id(), name))
                        .flatMap(before -> find(lane, caller).doOnNext(after -> renamed(lane, before.name(), after))))
                .map(shown::present);
    }

    private Mono<Bot> find(LaneTransaction lane, Caller.Bot caller) {
        return bots.find(lane, lane.org(), caller.bot()).switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")));
    }

    private static void requireOther(BotSummary bot, String name) {
        if (bot.name().equals(name)) {
            throw HubException.invalid("That is your name already: give another one");
        }
    }

    /** The name is part of much that the lane remembers: of every thread and channel the bot is in. */
    private void renamed(LaneTransaction lane, String oldName, Bot bot) {
        long at = lane.nextPosition();
        lane.forgetAll();
        audit(lane, at, bot, "bot.rename", Audit.detail(Via.REST, "old_name", oldName, "new_name", bot.name()));
        lane.append(
                at,
                Topic.org(lane.org()),
                Audience.everyone(),
                bot.id(),
                new Event.BotRenamed(bot.id(), oldName, bot.name()));
        lane.afterCommit(() -> {
            identities.botChanged(lane.org(), bot.id());
            presence.renamed(lane.org(), bot.id(), bot.name());
        });
    }

    private static void audit(LaneTransaction lane, long at, Bot bot, String action, Map<String, ?> detail) {
        Audit.record(lane, at, bot.id().toString(), action, "bot", bot.id(), detail);
    }
}
