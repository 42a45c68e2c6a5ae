package dev.parley.server.thread;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.protocol.thread.HubThread;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operation;
import dev.parley.server.ws.Operations;
import java.util.List;
import java.util.OptionalLong;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Threads and their messages over the WebSocket. */
public final class ThreadOperations implements Operations.Feature {

    private final ThreadCreation creation;
    private final ThreadChanges changes;
    private final ThreadMessages messages;
    private final Operation send;

    public ThreadOperations(ThreadCreation creation, ThreadChanges changes, ThreadMessages messages) {
        this.creation = creation;
        this.changes = changes;
        this.messages = messages;
        send = ThreadFrames.send(messages.maxLength());
    }

    @Override
    public void addTo(Operations operations) {
        operations.on(send, this::send);
        operations.on(ThreadFrames.CREATE, this::create);
        operations.on(ThreadFrames.UPDATE, this::update);
    }

    private Mono<Ack> send(Caller.Bot caller, JsonNode frame) {
        return messages.post(caller, ThreadIds.checked(frame), frame, Via.WS)
                .map(message -> ThreadMessageAck.of(send, message));
    }

    private Mono<Ack> create(Caller.Bot caller, JsonNode frame) {
        return creation.create(caller, frame, Via.WS).map(ThreadCreationAck::of);
    }

    private Mono<Ack> update(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        ThreadPatch patch = ThreadPatch.ofFrame(frame, expectedRevision(frame.get("expected_revision")));
        return changes.update(caller, thread, patch, Via.WS).map(ThreadUpdateAck::of);
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

    /** @param timestamp when it was sent, ms */
    record ThreadMessageAck(
            String operation, MessageId resourceId, MessageId messageId, ThreadId threadId, long timestamp)
            implements Ack {

        private static ThreadMessageAck of(Operation operation, ThreadMessage message) {
            return new ThreadMessageAck(
                    operation.type(), message.id(), message.id(), message.threadId(), message.createdAt());
        }
    }

    /** @param timestamp when it was created, ms */
    record ThreadCreationAck(
            String operation, ThreadId resourceId, ThreadId threadId, String topic, long revision, long timestamp)
            implements Ack {

        private static ThreadCreationAck of(HubThread thread) {
            return new ThreadCreationAck(
                    ThreadFrames.CREATE.type(),
                    thread.id(),
                    thread.id(),
                    thread.topic(),
                    thread.revision(),
                    thread.createdAt());
        }
    }

    /**
     * @param changes the fields that changed, as the event names them
     * @param timestamp when it changed, ms
     */
    record ThreadUpdateAck(
            String operation,
            ThreadId resourceId,
            ThreadId threadId,
            List<String> changes,
            long revision,
            long timestamp)
            implements Ack {

        private static ThreadUpdateAck of(ThreadChange change) {
            HubThread thread = change.after();
            return new ThreadUpdateAck(
                    ThreadFrames.UPDATE.type(),
                    thread.id(),
                    thread.id(),
                    change.changes(),
                    thread.revision(),
                    thread.updatedAt());
        }
    }
}
