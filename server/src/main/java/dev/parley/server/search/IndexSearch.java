package dev.parley.server.search;

import dev.parley.persistence.Queries;
import dev.parley.persistence.search.SearchDocument;
import dev.parley.persistence.search.SearchIndexRepository;
import dev.parley.persistence.search.SearchKind;
import dev.parley.persistence.search.SearchQuery;
import dev.parley.protocol.OrgId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Asks an index and what it does not know yet: no document that was committed before is missed. */
final class IndexSearch {

    /** Segments read with one statement. */
    private static final int PAGE = 32;

    /** Pages read for one search: some 2,000 segments, or eight million documents. */
    private static final int MAX_PAGES = 64;

    private final Queries queries;
    private final SearchIndexRepository index;
    private final SearchIndexer indexer;

    IndexSearch(Queries queries, SearchIndexRepository index, SearchIndexer indexer) {
        this.queries = queries;
        this.index = index;
        this.indexer = indexer;
    }

    /**
     * The ids of documents that may match, newest first, in groups as they are found; one may come again. Nothing is read
     * ahead of the subscriber's demand.
     */
    Flux<List<UUID>> candidates(OrgId org, SearchKind kind, SearchQuery query) {
        return indexer.catchUp(org, kind)
                .map(rest -> matching(rest, query))
                .flatMapMany(newest -> Flux.just(newest)
                        .concatWith(Flux.defer(() -> indexed(org, kind, query, OptionalLong.empty(), MAX_PAGES))))
                .filter(ids -> !ids.isEmpty());
    }

    private static List<UUID> matching(List<SearchDocument> rest, SearchQuery query) {
        List<UUID> ids = new ArrayList<>();
        rest.stream().filter(document -> query.isIn(document.text())).forEach(document -> ids.add(document.id()));
        Collections.reverse(ids);
        return ids;
    }

    /** Asks for a page when the one before is used up: nothing is under way when a search has enough and cancels. */
    private Flux<List<UUID>> indexed(OrgId org, SearchKind kind, SearchQuery query, OptionalLong before, int pages) {
        return index.page(queries, org, kind, query, before, PAGE)
                .flatMapMany(page -> Flux.fromIterable(page.candidates())
                        .concatWith(
                                page.next().isEmpty() || pages == 1
                                        ? Flux.empty()
                                        : Flux.defer(() -> indexed(org, kind, query, page.next(), pages - 1))));
    }
}
