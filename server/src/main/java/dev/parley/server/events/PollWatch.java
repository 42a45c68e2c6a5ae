package dev.parley.server.events;

import dev.parley.protocol.HubException;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Standing;
import dev.parley.server.cluster.Notices;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks again at those whose polls wait when it may not have been told that their credentials have ended. */
public final class PollWatch {

    private static final int CONCURRENCY = 16;

    private final WaitingPolls polls;
    private final Standing standing;
    private final AtomicBoolean doubtful = new AtomicBoolean();

    public PollWatch(WaitingPolls polls, Standing standing, Notices notices) {
        this.polls = polls;
        this.standing = standing;
        notices.onDoubt(() -> doubtful.set(true));
    }

    /** Does so if there is a reason to; to be run every second. */
    public Mono<Void> check() {
        return Mono.defer(() -> doubtful.getAndSet(false) ? checkAll() : Mono.empty());
    }

    private Mono<Void> checkAll() {
        return Flux.fromIterable(polls.callers())
                .buffer(Standing.MAX_TOGETHER)
                .concatMap(some -> standing.lookUp(List.<Caller>copyOf(some))
                        .thenMany(Flux.fromIterable(some))
                        .flatMap(this::check, CONCURRENCY))
                .then();
    }

    private Mono<Caller> check(Caller.Bot caller) {
        return standing.again(caller).onErrorResume(HubException.class, refusal -> {
            polls.end(caller::equals);
            return Mono.empty();
        });
    }
}
