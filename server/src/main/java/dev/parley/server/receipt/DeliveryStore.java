package dev.parley.server.receipt;

import dev.parley.persistence.Database;
import dev.parley.persistence.cursor.BotCursor;
import dev.parley.persistence.cursor.CursorRepository;
import dev.parley.persistence.cursor.CursorRepository.Change;
import dev.parley.persistence.cursor.Delivered;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.receipt.Stretches.Stretch;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Adds what was handed to bots to what is stored of it. */
public final class DeliveryStore {

    private final Database database;
    private final CursorRepository cursors;
    private final Missed missed;

    public DeliveryStore(Database database, CursorRepository cursors, Missed missed) {
        this.database = database;
        this.cursors = cursors;
        this.missed = missed;
    }

    /** Emits false when somebody else wrote at the same time: then it is to be done again. */
    Mono<Boolean> store(OrgId org, Map<BotId, Handed> news) {
        return cursors.list(database, org, news.keySet())
                .flatMapMany(Flux::fromIterable)
                .concatMap(cursor -> change(org, cursor, news.get(cursor.bot())))
                .filter(change -> !change.isNothing())
                .collectList()
                .flatMap(changes -> write(org, changes));
    }

    private Mono<Change> change(OrgId org, BotCursor cursor, Handed news) {
        return delivered(org, cursor, news.stretches())
                .map(delivered -> new Change(cursor, cursor.handedOver(delivered, news.at())));
    }

    private Mono<Boolean> write(OrgId org, List<Change> changes) {
        return changes.isEmpty()
                ? Mono.just(true)
                : cursors.updateDelivered(database, org, changes).map(written -> written == changes.size());
    }

    /** What the bot has, with what was handed to it since that was stored. */
    Mono<Delivered> delivered(OrgId org, BotCursor cursor, Stretches since) {
        Mono<Delivered> delivered = Mono.just(cursor.delivered());
        for (Stretch stretch : since.all()) {
            delivered = delivered.flatMap(known -> with(org, cursor.bot(), known, stretch));
        }
        return delivered;
    }

    /** What nobody could have handed over, as there was nothing for the bot, is no gap. */
    private Mono<Delivered> with(OrgId org, BotId bot, Delivered known, Stretch stretch) {
        if (stretch.after() <= known.mark()) {
            return Mono.just(known.and(stretch.after(), stretch.upTo()));
        }
        return missed.anything(org, bot, known.mark(), stretch.after())
                .map(missing -> known.and(missing ? stretch.after() : known.mark(), stretch.upTo()));
    }
}
