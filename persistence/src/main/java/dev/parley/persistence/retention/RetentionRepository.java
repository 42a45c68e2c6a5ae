package dev.parley.persistence.retention;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Finds what organisations no longer want to keep, and removes it together with its entries of the journal. Every step
 * looks at a bounded number of rows; what is too old is looked for topic by topic, never by reading all there is.
 */
public interface RetentionRepository {

    /** Organisations, channels or threads that one step looks at. */
    int MAX_EXAMINED = 500;

    /** Rows that one step removes; more only if they are of the same millisecond. */
    int MAX_REMOVED = 100;

    /** Organisations after {@code after}, or from the first on, at most {@link #MAX_EXAMINED}; none that is destroyed. */
    Mono<List<OrgId>> listOrgs(Queries queries, Optional<OrgId> after);

    /** Threads of that status in which nothing happened since {@code beforeMillis}. */
    Mono<TopicPage> findIdle(Queries queries, OrgId org, ThreadStatus status, TopicPage.Mark after, long beforeMillis);

    /** Channels with messages from before {@code beforeMillis}. */
    Mono<TopicPage> findChannels(Queries queries, OrgId org, TopicPage.Mark after, long beforeMillis);

    /** Threads of that status with content from before {@code beforeMillis}. */
    Mono<TopicPage> findThreads(
            Queries queries, OrgId org, ThreadStatus status, Content content, TopicPage.Mark after, long beforeMillis);

    /**
     * Removes a channel's oldest messages from before {@code beforeMillis}; emits how many, fewer than
     * {@link #MAX_REMOVED} when no more are left. To be run in a transaction.
     */
    Mono<Long> removeFromChannel(Queries queries, OrgId org, UUID channel, long beforeMillis);

    /** As {@link #removeFromChannel}, for a thread; removes nothing while the thread is not resolved or closed. */
    Mono<Long> removeFromThread(Queries queries, OrgId org, Content content, UUID thread, long beforeMillis);
}
