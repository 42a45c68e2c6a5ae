package dev.parley.server.message;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.PositionRange;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Reads what was said in a channel or thread, page by page. Who may read it is decided before. */
public final class MessageHistory {

    private final Queries queries;
    private final MessageRepository messages;

    public MessageHistory(Queries queries, MessageRepository messages) {
        this.queries = queries;
        this.messages = messages;
    }

    public Mono<HistoryPage> read(OrgId org, UUID topic, HistoryQuery query) {
        return range(org, topic, query)
                .flatMap(range -> messages.newest(queries, org, topic, range, query.limit() + 1))
                .map(found -> HistoryPage.of(query, found));
    }

    private Mono<PositionRange> range(OrgId org, UUID topic, HistoryQuery query) {
        return Mono.justOrEmpty(query.cursor().flatMap(MessageId::parse))
                .flatMap(id -> messages.find(queries, org, topic, id))
                .map(last -> PositionRange.before(last.position()))
                .defaultIfEmpty(query.window());
    }
}
