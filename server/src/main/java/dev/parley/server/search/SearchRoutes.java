package dev.parley.server.search;

import dev.parley.persistence.search.FoundMessage;
import dev.parley.protocol.HubException;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.org.OrgContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Search over what was said in the threads of an organisation, for those who administer it. */
public final class SearchRoutes implements Routes {

    /** UTF-16 code units, as everywhere in the protocol. */
    static final int MIN_QUERY_LENGTH = 2;

    static final int MAX_QUERY_LENGTH = 200;

    private final MessageSearch messages;

    SearchRoutes(MessageSearch messages) {
        this.messages = messages;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/org/search", Access.orgAdmin(), this::search, SearchDocs.SEARCH);
    }

    private Mono<Reply> search(Call call) {
        OrgId org = OrgContext.require(call.caller());
        String text = call.query("q").map(String::strip).orElse("");
        if (text.length() > MAX_QUERY_LENGTH) {
            throw HubException.invalid("q too long: at most " + MAX_QUERY_LENGTH + " characters");
        }
        Mono<List<FoundMessage>> found =
                text.length() < MIN_QUERY_LENGTH ? Mono.just(List.of()) : messages.find(org, text);
        return found.map(FoundMessages::of).map(Reply::ok);
    }

    record FoundMessages(List<FoundThreadMessage> messages) {

        static FoundMessages of(List<FoundMessage> found) {
            return new FoundMessages(found.stream().map(FoundThreadMessage::of).toList());
        }
    }

    /**
     * A message as a search shows it.
     *
     * @param senderName null when the sender is gone
     * @param createdAt ms
     */
    record FoundThreadMessage(
            MessageId messageId,
            ThreadId threadId,
            String threadTopic,
            @Nullable String senderName,
            String content,
            long createdAt) {

        static FoundThreadMessage of(FoundMessage found) {
            return new FoundThreadMessage(
                    found.id(),
                    found.thread(),
                    found.threadTopic(),
                    found.senderName(),
                    found.content(),
                    found.createdAt());
        }
    }
}
