package dev.parley.server.search;

import dev.parley.persistence.search.SearchKind;
import dev.parley.persistence.search.SearchQuery;
import dev.parley.persistence.thread.ThreadFilter;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Narrows down which threads may have a topic with some text in it. */
public final class TopicSearch {

    /**
     * Threads that a list is narrowed down to at most. When more may match, so many do that going through the threads by
     * their last activity fills a page sooner than looking up all of them to sort them.
     */
    static final int MAX_CANDIDATES = 4_096;

    private final IndexSearch search;

    TopicSearch(IndexSearch search) {
        this.search = search;
    }

    /** The same filter, which looks at few threads only where that helps. */
    public Mono<ThreadFilter> narrow(OrgId org, ThreadFilter filter) {
        return filter.topic().isEmpty()
                ? Mono.just(filter)
                : candidates(org, filter.topic())
                        .map(found -> found.map(filter::among).orElse(filter));
    }

    /** The only threads whose topic may contain the text; empty when there are too many. */
    private Mono<Optional<Set<ThreadId>>> candidates(OrgId org, String text) {
        return search.candidates(org, SearchKind.TOPIC, SearchQuery.of(text))
                .scanWith(LinkedHashSet<UUID>::new, (all, more) -> {
                    all.addAll(more);
                    return all;
                })
                .takeUntil(all -> all.size() > MAX_CANDIDATES)
                .last()
                .map(all -> all.size() > MAX_CANDIDATES ? Optional.empty() : Optional.of(threads(all)));
    }

    private static Set<ThreadId> threads(Set<UUID> ids) {
        return ids.stream().map(ThreadId::new).collect(Collectors.toUnmodifiableSet());
    }
}
