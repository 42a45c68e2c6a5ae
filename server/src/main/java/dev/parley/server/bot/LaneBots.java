package dev.parley.server.bot;

import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.BotId;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.journal.LaneTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** As {@link #findByIdOrName}; fails with {@code NOT_FOUND}. */
    public Mono<BotSummary> requireByIdOrName(LaneTransaction lane, String text) {
        return findByIdOrName(lane, text).switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")));
    }

    /** Remembers a bot that is new or whose role or join status changed. */
    static void remember(LaneTransaction lane, BotSummary bot) {
        lane.replace(BotSummary.class, bot.id(), bot);
        lane.replace(BotSummary.class, bot.name(), bot);
    }

    /** The bot with that id; fails with {@code NOT_FOUND}, if only as it was deleted meanwhile. */
    public Mono<BotSummary> require(LaneTransaction lane, BotId id) {
        return find(lane, id).switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")));
    }

    /** As {@link #require}, for those who only look and need no lane. */
    public Mono<BotSummary> requireOutside(Queries database, OrgId org, BotId id) {
        return bots.findSummary(database, org, id).switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")));
    }

    /**
     * The bots whose ids or else exact names the texts are, each under its text; a text that means no bot is missing. Two
     * reads, however many there are.
     */
    public Mono<Map<String, BotSummary>> findAllByIdOrName(LaneTransaction lane, Collection<String> texts) {
        if (texts.isEmpty()) {
            return Mono.just(Map.of());
        }
        List<BotId> ids =
                texts.stream().flatMap(text -> BotId.parse(text).stream()).toList();
        return bots.listSummariesByName(lane, lane.org(), texts)
                .zipWhen(named -> bots.listSummaries(lane, lane.org(), ids))
                .map(found -> byText(texts, found.getT1(), found.getT2()));
    }

    private static Map<String, BotSummary> byText(
            Collection<String> texts, List<BotSummary> named, List<BotSummary> identified) {
        Map<String, BotSummary> known = new HashMap<>();
        named.forEach(bot -> known.put(bot.name(), bot));
        Map<BotId, BotSummary> byId = new HashMap<>();
        identified.forEach(bot -> byId.put(bot.id(), bot));
        for (String text : texts) {
            BotId.parse(text).map(byId::get).ifPresent(bot -> known.put(text, bot));
        }
        return known;
    }
}
