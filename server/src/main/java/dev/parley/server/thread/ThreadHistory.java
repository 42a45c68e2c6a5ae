package dev.parley.server.thread;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.PositionRange;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.StoredMessage;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.Page;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.server.Checked;
import dev.parley.server.auth.Caller;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Shows the messages of a thread to its participants. Reads go past the lane. */
public final class ThreadHistory {

    private final Queries queries;
    private final ThreadReading threads;
    private final MessageRepository messages;

    public ThreadHistory(Queries queries, ThreadReading threads, MessageRepository messages) {
        this.queries = queries;
        this.threads = threads;
        this.messages = messages;
    }

    /** The newest messages within the range, oldest first. */
    Mono<List<ThreadMessage>> newest(Caller.Bot caller, ThreadId id, Checked<PositionRange> range, int limit) {
        return threads.require(caller, id)
                .then(Mono.defer(() -> messages.newest(queries, caller.org(), id.value(), range.get(), limit)))
                .map(ThreadHistory::reversed);
    }

    private static List<ThreadMessage> reversed(List<StoredMessage> found) {
        return IntStream.rangeClosed(1, found.size())
                .mapToObj(i -> found.get(found.size() - i).toThreadMessage())
                .toList();
    }

    /** A page of messages, newest first, that begins after the message named; or at the newest, if there is no such one. */
    Mono<Page<ThreadMessage>> page(Caller.Bot caller, ThreadId id, String cursor, int limit) {
        return threads.require(caller, id)
                .then(Mono.defer(() -> before(caller, id, cursor)))
                .flatMap(range -> messages.newest(queries, caller.org(), id.value(), range, limit + 1))
                .map(found -> Page.of(found, limit, last -> last.id().toString()))
                .map(page -> page.withItems(page.items().stream()
                        .map(StoredMessage::toThreadMessage)
                        .toList()));
    }

    private Mono<PositionRange> before(Caller.Bot caller, ThreadId id, String cursor) {
        Optional<MessageId> last = MessageId.parse(cursor);
        return Mono.justOrEmpty(last)
                .flatMap(message -> messages.find(queries, caller.org(), id.value(), message))
                .map(message -> PositionRange.before(message.position()))
                .defaultIfEmpty(PositionRange.ALL);
    }
}
