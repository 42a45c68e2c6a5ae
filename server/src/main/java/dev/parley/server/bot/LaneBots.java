package dev.parley.server.bot;

import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.BotId;
import dev.parley.protocol.HubException;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/** The bots of an organisation as seen from inside its lane, mostly from memory. */
public final class LaneBots {

    private final BotRepository bots;

    public LaneBots(BotRepository bots) {
        this.bots = bots;
    }

    /** The bot with that id of the lane's organisation, or empty. */
    public Mono<BotSummary> find(LaneTransaction lane, BotId id) {
        return lane.recall(BotSummary.class, id, bots.findSummary(lane, lane.org(), id));
    }

    /** The bot whose id {@code text} is, or else whose exact name; or empty. */
    public Mono<BotSummary> findByIdOrName(LaneTransaction lane, String text) {
        Mono<BotSummary> named = lane.recall(BotSummary.class, text, bots.findSummary(lane, lane.org(), text));
        return BotId.parse(text).map(id -> find(lane, id).switchIfEmpty(named)).orElse(named);
    }

    /** The bot that acts; fails with NOT_FOUND when it was deleted meanwhile. */
    public Mono<BotSummary> require(LaneTransaction lane, BotId id) {
        return find(lane, id).switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")));
    }
}
