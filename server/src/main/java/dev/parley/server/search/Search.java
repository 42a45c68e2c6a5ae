package dev.parley.server.search;

import dev.parley.persistence.Database;
import dev.parley.persistence.search.SearchIndexRepository;
import dev.parley.persistence.search.SqlSearchIndexRepository;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What can be asked of the search index, and what keeps it up to date, put together. */
public record Search(SearchIndexer indexer, SearchPruning pruning, TopicSearch topics, SearchRoutes routes) {

    /**
     * Puts it together.
     *
     * @param unindexed what is committed to the journal meanwhile
     */
    public static Search over(Database database, Unindexed unindexed, MeterRegistry registry, Clock clock) {
        SearchIndexRepository index = new SqlSearchIndexRepository();
        SearchIndexer indexer = new SearchIndexer(database, index, unindexed, new SearchMetrics(registry), clock);
        IndexSearch search = new IndexSearch(database, index, indexer);
        return new Search(
                indexer,
                new SearchPruning(database, index, clock),
                new TopicSearch(search),
                new SearchRoutes(new MessageSearch(database, index, search)));
    }
}
