package dev.parley.server.search;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Database;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.search.OrgRetention;
import dev.parley.persistence.search.SearchIndexRepository;
import dev.parley.protocol.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        return orgs(Optional.empty())
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : orgs(Optional.of(page.get(page.size() - 1).org())))
                .concatMapIterable(page -> page, 1)
                .concatMap(this::prune, 1)
                .then();
    }

    private Mono<List<OrgRetention>> orgs(Optional<OrgId> after) {
        return index.listRetentions(database, after, PAGE);
    }

    private Mono<Void> prune(OrgRetention org) {
        long oldest = Position.first(Math.max(
                0, clock.millis() - Duration.ofDays(org.messageTtlDays()).toMillis()));
        return segments(org, 0, oldest)
                .expand(page ->
                        page.size() < PAGE ? Mono.empty() : segments(org, page.get(page.size() - 1) + 1, oldest))
                .concatMap(Flux::fromIterable, 1)
                .concatMap(segment -> Batches.rested(index.forgetGone(database, org.org(), segment)), 1)
                .then();
    }

    private Mono<List<Long>> segments(OrgRetention org, long from, long before) {
        return index.listSegments(database, org.org(), from, before, PAGE);
    }
}
