package dev.parley.server.thread;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.thread.ThreadAction;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Verdict;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Lets participants put messages and artifacts into a thread, and writes down whom it did not let. */
public final class WritePermission {

    private final ThreadPermissions permissions;

    public WritePermission(ThreadPermissions permissions) {
        this.permissions = permissions;
    }

    /** Does {@code work}, or denies it with {@code WRITE_PERMISSION_DENIED}. */
    public <T> Mono<Verdict<T>> check(
            LaneTransaction lane, ThreadState state, BotId bot, Via via, Supplier<Mono<T>> work) {
        return permissions
                .allows(lane, state, bot, ThreadAction.WRITE)
                .flatMap(allowed -> allowed ? work.get().map(Verdict::granted) : denied(lane, state, bot, via));
    }

    private static <T> Mono<Verdict<T>> denied(LaneTransaction lane, ThreadState state, BotId bot, Via via) {
        Audit.record(
                lane,
                lane.nextPosition(),
                bot.toString(),
                "thread.write_denied",
                "thread",
                state.id(),
                Audit.detail(via));
        return Mono.just(Verdict.denied(HubException.of(
                ErrorCode.WRITE_PERMISSION_DENIED,
                "The thread's permission policy does not let you write; ask a participant who may manage it")));
    }
}
