package dev.parley.server.search;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Database;
import dev.parley.persistence.Pages;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.search.OrgRetention;
import dev.parley.persistence.search.SearchIndexRepository;
import dev.parley.protocol.OrgId;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes messages that were deleted for their age out of the index. Nobody finds them any more, but what parts they had
 * could be read off it.
 */
public final class SearchPruning {

    private static final int PAGE = 100;

    private final Database database;
    private final SearchIndexRepository index;
    private final Clock clock;

    SearchPruning(Database database, SearchIndexRepository index, Clock clock) {
        this.database = database;
        this.index = index;
        this.clock = clock;
    }

    /** A segment after the other, in organisations that do not keep their messages for ever; to be run now and then. */
    public Mono<Void> run() {
        return orgs().concatMap(this::prune).then();
    }

    private Flux<OrgRetention> orgs() {
        return Pages.items(PAGE, after -> index.listRetentions(database, after.map(OrgRetention::org), PAGE));
    }

    private Mono<Void> prune(OrgRetention org) {
        long oldest = Position.first(Math.max(
                0, clock.millis() - Duration.ofDays(org.messageTtlDays()).toMillis()));
        return segments(org.org(), oldest)
                .concatMap(segment -> Batches.rested(index.forgetGone(database, org.org(), segment)))
                .then();
    }

    private Flux<Long> segments(OrgId org, long before) {
        return Pages.items(PAGE, after -> {
            long from = after.map(last -> last + 1).orElse(0L);
            return index.listSegments(database, org, from, before, PAGE);
        });
    }
}
