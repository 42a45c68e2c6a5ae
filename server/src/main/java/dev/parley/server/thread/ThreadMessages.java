package dev.parley.server.thread;

import dev.parley.persistence.member.Member;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.StoredMessage;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.message.Mentions;
import dev.parley.protocol.message.Metadata;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import dev.parley.server.journal.Verdict;
import dev.parley.server.limit.RateLimits;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Puts messages into threads. In the steady state one costs a row each of messages, journal and audit log, and a share in
 * one update of the thread: the same for two participants as for five hundred.
 */
public final class ThreadMessages {

    private final Journal journal;
    private final RateLimits limits;
    private final LaneThreads threads;
    private final WritePermission writing;
    private final MessageRepository messages;
    private final int maxLength;

    /** @param maxLength of a message's content, in UTF-16 code units */
    public ThreadMessages(
            Journal journal,
            RateLimits limits,
            LaneThreads threads,
            ThreadPermissions permissions,
            MessageRepository messages,
            int maxLength) {
        this.journal = journal;
        this.limits = limits;
        this.threads = threads;
        this.writing = new WritePermission(permissions);
        this.messages = messages;
        this.maxLength = maxLength;
    }

    /** Of a message's content, in UTF-16 code units. */
    int maxLength() {
        return maxLength;
    }

    /** Fails with {@code RATE_LIMITED}, then as the gate says, with {@code WRITE_PERMISSION_DENIED} or for the body. */
    Mono<ThreadMessage> post(Caller.Bot caller, Checked<ThreadId> thread, JsonNode request, Via via) {
        return limits.acquire(caller.org(), caller.bot(), RateLimits.Kind.MESSAGE)
                .then(Mono.defer(() -> {
                    ThreadId id = thread.get();
                    ThreadPost post = ThreadPost.read(request, via, maxLength);
                    return journal.decide(caller.org(), ThreadMessage.class, lane -> post(lane, caller, id, post, via));
                }));
    }

    private Mono<Verdict<ThreadMessage>> post(
            LaneTransaction lane, Caller.Bot caller, ThreadId id, ThreadPost post, Via via) {
        return threads.requireToAdd(lane, id, caller.bot())
                .flatMap(state ->
                        writing.check(lane, state, caller.bot(), via, () -> write(lane, caller, state, post, via)));
    }

    /** The WebSocket looks at the answered message last, REST looks at it first. */
    private Mono<ThreadMessage> write(
            LaneTransaction lane, Caller.Bot caller, ThreadState state, ThreadPost post, Via via) {
        if (via == Via.WS) {
            post.body().check();
        }
        Optional<String> replyTo = post.replyTo().get();
        if (replyTo.isEmpty()) {
            return Mono.fromSupplier(
                    () -> store(lane, caller, state, post.body().get(), Optional.empty(), via));
        }
        return answered(lane, state, replyTo.get())
                .map(answered -> store(lane, caller, state, post.body().get(), Optional.of(answered), via));
    }

    private Mono<StoredMessage> answered(LaneTransaction lane, ThreadState state, String replyTo) {
        return Mono.justOrEmpty(MessageId.parse(replyTo))
                .flatMap(id -> messages.find(lane, lane.org(), state.id().value(), id))
                .switchIfEmpty(Mono.error(ThreadMessages::noSuchMessage));
    }

    /** 400 and not 404: clients then send again without the reference. */
    private static HubException noSuchMessage() {
        return HubError.of(ErrorCode.NOT_FOUND, "reply_to names no message of this thread; leave it out to send anyway")
                .withStatus(400)
                .asException();
    }

    private ThreadMessage store(
            LaneTransaction lane,
            Caller.Bot caller,
            ThreadState state,
            ThreadPost.Body body,
            Optional<StoredMessage> answered,
            Via via) {
        long position = lane.nextPosition();
        StoredMessage stored = message(position, caller, state, body, answered);
        ThreadMessage message = stored.toThreadMessage();
        lane.append(
                position,
                Topic.thread(state.id()),
                state.audience(),
                caller.bot(),
                new Event.ThreadMessageSent(state.id(), message),
                ThreadFacts.MESSAGE);
        lane.insertLater(MessageRepository.INTO, stored.row(lane.org()));
        threads.touch(lane, state, position);
        Audit.record(
                lane,
                position,
                caller.bot().toString(),
                "message.send",
                "thread_message",
                message.id(),
                Audit.detail(via, "thread_id", state.id()));
        return message;
    }

    private static StoredMessage message(
            long position,
            Caller.Bot caller,
            ThreadState state,
            ThreadPost.Body body,
            Optional<StoredMessage> answered) {
        Member sender = state.participants().find(caller.bot()).orElseThrow();
        Mentions mentions = Mentions.in(body.content().content(), state.participants()::named);
        return new StoredMessage(
                state.id().value(),
                position,
                MessageId.next(),
                sender.bot(),
                sender.name(),
                body.content().content(),
                body.content().contentType(),
                body.content().givenParts(),
                mentions.bots(),
                mentions.all(),
                metadata(caller, body),
                answered.map(StoredMessage::id).orElse(null),
                answered.map(message -> message.toThreadMessage().asReplyTo()).orElse(null));
    }

    /** What a person writes through the bot's session is marked as such, through whichever door it comes. */
    private static RawJson metadata(Caller.Bot caller, ThreadPost.Body body) {
        return caller.session()
                .map(SessionInfo::ownerName)
                .map(owner -> Metadata.authoredByHuman(body.metadata(), owner.orElse(null)))
                .orElse(body.metadata());
    }
}
