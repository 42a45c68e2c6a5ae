package dev.parley.server.search;

import dev.parley.persistence.Database;
import dev.parley.persistence.Pages;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.search.SearchDocument;
import dev.parley.persistence.search.SearchIndexRepository;
import dev.parley.persistence.search.SearchKind;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One more cursor over the journal: takes what can be searched into the index, behind the backs of those who write. Any
 * number of these may work at the same index, on any node: who moves the cursor adds what it passes.
 */
public final class SearchIndexer {

    /** Entries of a journal after its cursor that are read for what is not indexed yet. */
    static final int MAX_ENTRIES = 4_096;

    /** How long {@link #run} waits between two runs. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    /** What is older is indexed however little it is, long before the journal lets go of it. */
    private static final Duration MAX_AGE = Duration.ofDays(1);

    /** Chunks that one call adds: more than a run can leave to be done unless it failed for long. */
    private static final int MAX_STEPS = 512;

    private static final int PAGE_OF_ORGS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexer.class);

    private final Database database;
    private final SearchIndexRepository index;
    private final Unindexed unindexed;
    private final SearchMetrics metrics;
    private final Clock clock;

    SearchIndexer(
            Database database, SearchIndexRepository index, Unindexed unindexed, SearchMetrics metrics, Clock clock) {
        this.database = database;
        this.index = index;
        this.unindexed = unindexed;
        this.metrics = metrics;
        this.clock = clock;
        metrics.waiting(unindexed, Unindexed::waiting);
    }

    /** Indexes where enough has come together; to be run every {@link #PERIOD}. Fails for no organisation's sake. */
    public Mono<Void> run() {
        return Flux.defer(() -> Flux.fromIterable(unindexed.takeDue()))
                .concatMap(org -> Flux.fromArray(SearchKind.values()).concatMap(kind -> visit(org, kind, 0)))
                .then();
    }

    /**
     * Indexes what is left over or old, in every organisation; to be run at the start and now and then. Fails for no
     * organisation's sake.
     */
    public Mono<Void> visitAll() {
        return Flux.fromArray(SearchKind.values())
                .concatMap(kind -> behind(kind).concatMap(org -> visit(org, kind, old())))
                .then();
    }

    private Flux<OrgId> behind(SearchKind kind) {
        return Pages.items(PAGE_OF_ORGS, after -> index.listBehind(database, kind, after, PAGE_OF_ORGS));
    }

    private long old() {
        return Position.first(clock.millis() - MAX_AGE.toMillis());
    }

    private Mono<Void> visit(OrgId org, SearchKind kind, long old) {
        return catchUp(org, kind, old).then().onErrorResume(error -> {
            LOG.warn("the index of org {} could not be brought up to date; the next visit goes on with it", org, error);
            return Mono.empty();
        });
    }

    /**
     * Brings an index up to date; emits what is too little for it: the documents it does not know, oldest first. Fails with
     * {@code OVERLOADED} when there is more to do than one call should.
     */
    Mono<List<SearchDocument>> catchUp(OrgId org, SearchKind kind) {
        return catchUp(org, kind, 0);
    }

    private Mono<List<SearchDocument>> catchUp(OrgId org, SearchKind kind, long old) {
        return Mono.defer(() -> step(org, kind, old))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .repeat(MAX_STEPS - 1)
                .concatMap(Mono::justOrEmpty, 1)
                .next()
                .switchIfEmpty(Mono.error(SearchIndexer::behind));
    }

    private static HubException behind() {
        return HubError.of(ErrorCode.OVERLOADED, "The search index is being built; try again in a few seconds")
                .with("retry_after", 5)
                .asException();
    }

    /** Adds a chunk, or else emits what is left. */
    private Mono<List<SearchDocument>> step(OrgId org, SearchKind kind, long old) {
        return index.cursor(database, org, kind).flatMap(cursor -> index.nthEntry(database, org, cursor, MAX_ENTRIES)
                .defaultIfEmpty(Long.MAX_VALUE)
                .flatMap(end -> step(org, kind, cursor, end, old)));
    }

    private Mono<List<SearchDocument>> step(OrgId org, SearchKind kind, long cursor, long end, long old) {
        return read(org, kind, cursor, end).flatMap(batch -> {
            if (batch.isFull() || batch.first() < old) {
                return add(org, kind, cursor, batch.last(), batch.documents());
            }
            return end == Long.MAX_VALUE
                    ? Mono.just(batch.documents())
                    : add(org, kind, cursor, end, batch.documents());
        });
    }

    private Mono<SearchBatch> read(OrgId org, SearchKind kind, long cursor, long end) {
        SearchBatch batch = new SearchBatch(cursor);
        return Mono.defer(() -> index.documents(database, org, kind, batch.last(), end, batch.wanted()))
                .doOnNext(batch::add)
                .repeat(() -> !batch.isDone())
                .then(Mono.just(batch));
    }

    private Mono<List<SearchDocument>> add(
            OrgId org, SearchKind kind, long from, long to, List<SearchDocument> documents) {
        return index.add(database, org, kind, from, to, documents)
                .filter(added -> added && !documents.isEmpty())
                .doOnNext(added -> metrics.added(documents.size()))
                .flatMap(added -> index.merge(database, org, kind))
                .then(Mono.empty());
    }
}
