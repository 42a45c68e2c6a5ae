package dev.parley.server.thread;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.protocol.thread.HubThread;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operations;
import java.util.OptionalLong;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Threads and their messages over the WebSocket. */
public final class ThreadOperations implements Operations.Feature {

    private static final String SEND = "send_thread_message";
    private static final String CREATE = "thread_create";
    private static final String UPDATE = "thread_update";

    private final ThreadCreation creation;
    private final ThreadChanges changes;
    private final ThreadMessages messages;

    public ThreadOperations(ThreadCreation creation, ThreadChanges changes, ThreadMessages messages) {
        this.creation = creation;
        this.changes = changes;
        this.messages = messages;
    }

    @Override
    public void addTo(Operations operations) {
        operations.on(SEND, Scope.THREAD, this::send);
        operations.on(CREATE, Scope.THREAD, this::create);
        operations.on(UPDATE, Scope.THREAD, this::update);
    }

    private Mono<Ack> send(Caller.Bot caller, JsonNode frame) {
        return messages.post(caller, ThreadIds.checked(frame), frame, Via.WS).map(ThreadOperations::sent);
    }

    private static Ack sent(ThreadMessage message) {
        return Ack.of(
                SEND,
                message.id(),
                "message_id",
                message.id(),
                "thread_id",
                message.threadId(),
                "timestamp",
                message.createdAt());
    }

    private Mono<Ack> create(Caller.Bot caller, JsonNode frame) {
        return creation.create(caller, frame, Via.WS).map(ThreadOperations::created);
    }

    private static Ack created(HubThread thread) {
        return Ack.of(
                CREATE,
                thread.id(),
                "thread_id",
                thread.id(),
                "topic",
                thread.topic(),
                "revision",
                thread.revision(),
                "timestamp",
                thread.createdAt());
    }

    private Mono<Ack> update(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        ThreadPatch patch = ThreadPatch.ofFrame(frame, expectedRevision(frame.get("expected_revision")));
        return changes.update(caller, thread, patch, Via.WS).map(ThreadOperations::updated);
    }

    private static OptionalLong expectedRevision(JsonNode value) {
        if (Fields.isNothing(value)) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw HubException.invalid(
                    "expected_revision must be the revision of the thread, an integer of at least 1");
        }
        return OptionalLong.of(value.longValue());
    }

    private static Ack updated(ThreadChange change) {
        HubThread thread = change.after();
        return Ack.of(
                UPDATE,
                thread.id(),
                "thread_id",
                thread.id(),
                "changes",
                change.changes(),
                "revision",
                thread.revision(),
                "timestamp",
                thread.updatedAt());
    }
}
