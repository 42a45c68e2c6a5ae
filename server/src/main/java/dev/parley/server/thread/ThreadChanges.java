package dev.parley.server.thread;

import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadAction;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.journal.CatchUpFact;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import dev.parley.server.journal.Verdict;
import java.util.Optional;
import java.util.OptionalLong;
import reactor.core.publisher.Mono;

/** Changes threads as their participants wish: all that a patch asks for, or nothing of it. */
public final class ThreadChanges {

    private final Journal journal;
    private final LaneThreads threads;
    private final ThreadPermissions permissions;
    private final JoinRequests requests;

    public ThreadChanges(Journal journal, LaneThreads threads, ThreadPermissions permissions, JoinRequests requests) {
        this.journal = journal;
        this.threads = threads;
        this.permissions = permissions;
        this.requests = requests;
    }

    /**
     * Fails as the gate says, with {@code VALIDATION_ERROR}, {@code FORBIDDEN}, {@code THREAD_CLOSED} or
     * {@code REVISION_CONFLICT}, in the order of the contract.
     */
    Mono<ThreadChange> update(Caller.Bot caller, ThreadId id, ThreadPatch patch, Via via) {
        return journal.decide(caller.org(), ThreadChange.class, lane -> update(lane, caller.bot(), id, patch, via));
    }

    private Mono<Verdict<ThreadChange>> update(
            LaneTransaction lane, BotId bot, ThreadId id, ThreadPatch patch, Via via) {
        return threads.require(lane, id, bot, ThreadGate.READ).flatMap(state -> {
            patch.expectedRevision().check();
            if (patch.isEmpty()) {
                throw ThreadPatch.nothingToChange();
            }
            Request request = new Request(lane, state, bot, patch, via);
            return mayManage(request).flatMap(may -> may ? checkFields(request) : denyManaging(request));
        });
    }

    private Mono<Boolean> mayManage(Request request) {
        return request.patch().changesSettings() ? allows(request, ThreadAction.MANAGE) : Mono.just(true);
    }

    private Mono<Boolean> allows(Request request, ThreadAction action) {
        return permissions.allows(request.lane(), request.state(), request.bot(), action);
    }

    private Mono<Verdict<ThreadChange>> denyManaging(Request request) {
        request.audit()
                .record(request.lane().nextPosition(), "thread.permission_denied", "action", ThreadAction.MANAGE);
        return denied("change the settings of this thread (manage)");
    }

    private Mono<Verdict<ThreadChange>> checkFields(Request request) {
        ThreadPatch.Settings settings = request.patch().settings().get();
        if (!request.patch().setsStatus()) {
            ThreadGate.requireOpen(request.state().thread().status());
        }
        ThreadPatch.Content content = request.patch().content().get();
        return mayEnd(request, content)
                .flatMap(may -> may ? apply(request, content, settings) : denyEnding(request, content));
    }

    /** Only two statuses need a permission. */
    private Mono<Boolean> mayEnd(Request request, ThreadPatch.Content content) {
        return endingOf(content).map(action -> allows(request, action)).orElse(Mono.just(true));
    }

    private static Optional<ThreadAction> endingOf(ThreadPatch.Content content) {
        return content.status().filter(ThreadStatus::isTerminal).map(status -> switch (status) {
            case RESOLVED -> ThreadAction.RESOLVE;
            default -> ThreadAction.CLOSE;
        });
    }

    private static Mono<Verdict<ThreadChange>> denyEnding(Request request, ThreadPatch.Content content) {
        ThreadAction action = endingOf(content).orElseThrow();
        request.audit()
                .record(
                        request.lane().nextPosition(),
                        "thread.permission_denied",
                        "action",
                        action,
                        "status",
                        content.status().orElseThrow());
        return denied(action.wireName() + " this thread");
    }

    private static <T> Mono<Verdict<T>> denied(String what) {
        return Mono.just(Verdict.denied(
                HubException.of(ErrorCode.FORBIDDEN, "The thread's permission policy does not let you " + what)));
    }

    private Mono<Verdict<ThreadChange>> apply(
            Request request, ThreadPatch.Content content, ThreadPatch.Settings settings) {
        HubThread before = request.state().thread();
        requireRevision(before, request.patch().expectedRevision().get());
        content.requireReachableFrom(before.status(), ErrorCode.VALIDATION_ERROR);
        long position = request.lane().nextPosition();
        ThreadChange change = ThreadChange.of(before, content, settings, position);
        ThreadState state = request.state().with(change.after());
        threads.store(request.lane(), state);
        announce(request, state, change, position);
        audit(request.audit(), change, position);
        return endJoinRequests(request, state, change).thenReturn(Verdict.granted(change));
    }

    private static void requireRevision(HubThread thread, OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != thread.revision()) {
            throw HubException.of(
                    ErrorCode.REVISION_CONFLICT,
                    "The thread is at revision " + thread.revision() + ": read it again, then repeat the change");
        }
    }

    private static void announce(Request request, ThreadState state, ThreadChange change, long position) {
        CatchUpFact fact = change.statusChanged()
                ? ThreadFacts.statusChanged(change.before(), change.after().status(), request.by())
                : null;
        request.lane()
                .append(
                        position,
                        Topic.thread(state.id()),
                        state.audience(),
                        request.bot(),
                        new Event.ThreadUpdated(change.after(), change.changes()),
                        fact);
    }

    private static void audit(ThreadAudit audit, ThreadChange change, long position) {
        HubThread before = change.before();
        HubThread after = change.after();
        if (change.statusChanged()) {
            audit.statusChanged(position, before.status(), after.status(), after.closeReason());
        }
        if (change.visibilityChanged()) {
            audit.record(position, "thread.visibility_changed", "from", before.visibility(), "to", after.visibility());
        }
        if (change.joinPolicyChanged()) {
            audit.record(position, "thread.join_policy_changed", "from", before.joinPolicy(), "to", after.joinPolicy());
        }
    }

    private Mono<Void> endJoinRequests(Request request, ThreadState state, ThreadChange change) {
        return change.endsJoinRequests() ? requests.rejectAll(request.lane(), state, request.bot()) : Mono.empty();
    }

    /** What is being decided on. */
    private record Request(LaneTransaction lane, ThreadState state, BotId bot, ThreadPatch patch, Via via) {

        Actor by() {
            return Actor.bot(bot);
        }

        ThreadAudit audit() {
            return new ThreadAudit(lane, state.id(), by(), via);
        }
    }
}
