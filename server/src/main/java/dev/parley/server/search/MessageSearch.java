package dev.parley.server.search;

import dev.parley.persistence.Queries;
import dev.parley.persistence.search.FoundMessage;
import dev.parley.persistence.search.SearchIndexRepository;
import dev.parley.persistence.search.SearchKind;
import dev.parley.persistence.search.SearchQuery;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds messages of threads by a part of their content. */
final class MessageSearch {

    static final int MAX_FOUND = 20;

    /** Messages read at once to see whether they match: few enough when all are as long as can be. */
    private static final int PAGE = 64;

    /** Pages of messages read for one search. The index supposes so well that none comes near. */
    private static final int MAX_PAGES = 128;

    private static final Comparator<FoundMessage> NEWEST_FIRST =
            Comparator.comparingLong(FoundMessage::position).reversed();

    private final Queries queries;
    private final SearchIndexRepository index;
    private final IndexSearch search;

    MessageSearch(Queries queries, SearchIndexRepository index, IndexSearch search) {
        this.queries = queries;
        this.index = index;
        this.search = search;
    }

    /** The newest messages that contain the text, whatever the case, newest first. */
    Mono<List<FoundMessage>> find(OrgId org, String text) {
        SearchQuery query = SearchQuery.of(text);
        return search.candidates(org, SearchKind.MESSAGE, query)
                .concatMap(ids -> Flux.fromIterable(ids).distinct().buffer(PAGE), 0)
                .take(MAX_PAGES)
                .concatMap(ids -> matching(org, ids, query), 0)
                .distinct(FoundMessage::id)
                .take(MAX_FOUND)
                .sort(NEWEST_FIRST)
                .collectList();
    }

    private Flux<FoundMessage> matching(OrgId org, Collection<UUID> ids, SearchQuery query) {
        return index.messages(queries, org, new LinkedHashSet<>(ids))
                .flatMapIterable(found -> found)
                .filter(message -> query.isIn(message.content()));
    }
}
