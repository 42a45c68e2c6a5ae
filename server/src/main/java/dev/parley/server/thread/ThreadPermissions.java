package dev.parley.server.thread;

import dev.parley.protocol.BotId;
import dev.parley.protocol.thread.PermissionPolicy;
import dev.parley.protocol.thread.ThreadAction;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/**
 * Says what participants may do, by the thread's policy or else the organisation's. The lane remembers the latter:
 * whoever changes it in the organisation's settings must do so in the lane and make it forget.
 */
public final class ThreadPermissions {

    private final DefaultPolicies defaults;

    public ThreadPermissions(DefaultPolicies defaults) {
        this.defaults = defaults;
    }

    /** Whether a participant of the thread may do it. */
    public Mono<Boolean> allows(LaneTransaction lane, ThreadState state, BotId bot, ThreadAction action) {
        return inForce(lane, state).map(policy -> state.allows(policy, action, bot));
    }

    private Mono<PermissionPolicy> inForce(LaneTransaction lane, ThreadState state) {
        return state.ownPolicy() != null
                ? Mono.just(state.ownPolicy())
                : lane.recall(PermissionPolicy.class, lane.org(), Mono.defer(() -> load(lane)));
    }

    private Mono<PermissionPolicy> load(LaneTransaction lane) {
        return defaults.find(lane, lane.org())
                .map(text -> PermissionPolicy.inForce(null, text))
                .switchIfEmpty(Mono.fromSupplier(() -> PermissionPolicy.inForce(null, null)));
    }
}
