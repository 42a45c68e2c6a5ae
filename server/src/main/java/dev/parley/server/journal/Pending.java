package dev.parley.server.journal;

import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.idempotency.IdempotencyKey;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** A command that waits in a lane, and its caller. Its outcome is kept until the batch is decided. */
final class Pending<T> {

    private final OrgId org;
    private final Command<T> command;
    private final MonoSink<T> caller;
    private final LaneSpans spans;
    private T answer;
    private Throwable refusal;

    Pending(OrgId org, Command<T> command, MonoSink<T> caller) {
        this.org = org;
        this.command = command;
        this.caller = caller;
        spans = LaneSpans.of(caller.contextView());
    }

    /** Its batch begins, with so many commands. */
    void began(int batch) {
        spans.began(batch);
    }

    OrgId org() {
        return org;
    }

    /** With which the command came. */
    Optional<IdempotencyKey> key() {
        return command instanceof KeyedCommand<T> keyed ? Optional.of(keyed.key()) : Optional.empty();
    }

    /** Runs the command; a refusal that wrote nothing is an outcome like any other, every other failure is the batch's. */
    Mono<Void> run(LaneTransaction lane) {
        return Mono.defer(() -> {
            answer = null;
            refusal = null;
            lane.traced(spans.traceparent());
            int before = lane.writes();
            return command.run(lane)
                    .doOnNext(value -> answer = value)
                    .onErrorResume(HubException.class, error -> refuse(error, lane.writes() == before))
                    .then();
        });
    }

    private Mono<T> refuse(HubException error, boolean untouched) {
        refusal = error;
        return untouched ? Mono.empty() : Mono.error(new LateRefusal(error));
    }

    void refuse(Throwable error) {
        refusal = error;
    }

    /** Tells the caller; only after the commit. */
    void complete() {
        spans.committed();
        if (refusal != null) {
            caller.error(refusal);
        } else {
            caller.success(answer);
        }
    }

    void fail(Throwable error) {
        spans.failed();
        caller.error(error instanceof LateRefusal late ? late.getCause() : error);
    }

    /** A command refused after it had written: its rows must go, and so must the whole transaction. */
    private static final class LateRefusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LateRefusal(HubException refusal) {
            super(refusal.getMessage(), refusal, false, false);
        }
    }
}
