package dev.parley.server.lifecycle;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.retention.Content;
import dev.parley.persistence.retention.RetentionRepository;
import dev.parley.persistence.retention.TopicPage;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.thread.IdleThreads;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Applies what an organisation wants to be closed or removed after some time. Everything is done in small steps, and each
 * method emits how much each step did; between two steps everybody else gets a turn.
 */
final class Retention {

    /** Threads closed by one command of a lane: a few milliseconds for those who wait behind it. */
    private static final int CLOSED_AT_ONCE = 20;

    private static final List<ThreadStatus> ENDED = statuses(true);
    private static final List<ThreadStatus> OPEN = statuses(false);

    private final Database database;
    private final RetentionRepository rows;
    private final IdleThreads idle;

    Retention(Database database, RetentionRepository rows, IdleThreads idle) {
        this.database = database;
        this.rows = rows;
        this.idle = idle;
    }

    private static List<ThreadStatus> statuses(boolean terminal) {
        return Arrays.stream(ThreadStatus.values())
                .filter(status -> status.isTerminal() == terminal)
                .toList();
    }

    /** Removes direct messages, and messages of threads that have ended. */
    Flux<Long> removeMessages(OrgId org, long before) {
        return topics(after -> rows.findChannels(database, org, after, before))
                .concatMap(channel -> slices(queries -> rows.removeFromChannel(queries, org, channel, before)))
                .concatWith(removeFromThreads(org, Content.MESSAGES, before));
    }

    /** Removes versions of artifacts from threads that have ended. */
    Flux<Long> removeArtifacts(OrgId org, long before) {
        return removeFromThreads(org, Content.ARTIFACTS, before);
    }

    private Flux<Long> removeFromThreads(OrgId org, Content content, long before) {
        return Flux.fromIterable(ENDED)
                .concatMap(status -> topics(after -> rows.findThreads(database, org, status, content, after, before)))
                .concatMap(thread -> slices(queries -> rows.removeFromThread(queries, org, content, thread, before)));
    }

    private Flux<Long> slices(Function<Queries, Mono<Long>> slice) {
        return Batches.steps(RetentionRepository.MAX_REMOVED, () -> database.transaction(slice));
    }

    /** Closes threads in which nothing happened. */
    Flux<Long> closeIdle(OrgId org, long before) {
        return Flux.fromIterable(OPEN)
                .concatMap(status -> topics(after -> rows.findIdle(database, org, status, after, before)))
                .map(ThreadId::new)
                .buffer(CLOSED_AT_ONCE)
                .concatMap(threads -> idle.close(org, threads, before));
    }

    /** Page by page, each only when it is wanted. */
    private static Flux<UUID> topics(Function<TopicPage.Mark, Mono<TopicPage>> page) {
        return page.apply(TopicPage.Mark.START)
                .expand(found -> Mono.justOrEmpty(found.next()).flatMap(page))
                .concatMapIterable(TopicPage::outdated, 1);
    }
}
