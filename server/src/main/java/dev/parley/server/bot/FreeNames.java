package dev.parley.server.bot;

import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/** Knows which names a bot may take: none that another one has, and none that a deleted one had. */
final class FreeNames {

    private final BotRepository bots;

    FreeNames(BotRepository bots) {
        this.bots = bots;
    }

    /** Completes if the name is free; fails with {@code NAME_TOMBSTONED}, then {@code NAME_CONFLICT}. */
    Mono<Void> requireFree(LaneTransaction lane, String name) {
        return bots.isTombstoned(lane, lane.org(), name)
                .filter(tombstoned -> tombstoned)
                .<BotSummary>flatMap(tombstoned -> Mono.error(HubException.of(
                        ErrorCode.NAME_TOMBSTONED, "A bot of that name was deleted; take another name")))
                .switchIfEmpty(bots.findSummary(lane, lane.org(), name))
                .flatMap(taken -> Mono.error(
                        HubException.of(ErrorCode.NAME_CONFLICT, "Another bot has that name; take another one")));
    }
}
