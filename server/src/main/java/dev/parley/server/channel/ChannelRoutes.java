package dev.parley.server.channel;

import dev.parley.persistence.message.StoredMessage;
import dev.parley.protocol.Scope;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.server.Via;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.message.HistoryPage;
import dev.parley.server.message.HistoryQuery;
import java.util.List;
import reactor.core.publisher.Mono;

/** Direct messages and their channels over HTTP. */
public final class ChannelRoutes implements Routes {

    private final DirectMessages directMessages;
    private final ChannelService channels;

    public ChannelRoutes(DirectMessages directMessages, ChannelService channels) {
        this.directMessages = directMessages;
        this.channels = channels;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/send", Access.bot(Scope.MESSAGE), this::send, ChannelDocs.send(directMessages.maxLength()));
        router.get("/api/inbox", Access.bot(Scope.READ), this::inbox, ChannelDocs.INBOX);
        router.get("/api/channels/{id}", Access.orgOrBot(Scope.READ), this::detail, ChannelDocs.DETAIL);
        router.get("/api/channels/{id}/messages", Access.orgOrBot(Scope.READ), this::messages, ChannelDocs.MESSAGES);
        router.get("/api/bots/{id}/channels", Access.orgOrBot(Scope.READ), this::channelsOfBot, ChannelDocs.OF_BOT);
    }

    private Mono<Reply> send(Call call) {
        return call.body()
                .flatMap(body -> directMessages.send(call.bot(), body.fields(), Via.REST))
                .map(Reply::ok);
    }

    private Mono<Reply> inbox(Call call) {
        return channels.inbox(call.bot(), call.requiredInteger("since")).map(Reply::ok);
    }

    private Mono<Reply> detail(Call call) {
        return channels.detail(call.caller(), call.parameter("id")).map(Reply::ok);
    }

    private Mono<Reply> channelsOfBot(Call call) {
        return channels.listOf(call.caller(), call.parameter("id")).map(Reply::ok);
    }

    private Mono<Reply> messages(Call call) {
        return channels.history(call.caller(), call.parameter("id"), () -> HistoryQuery.ofBefore(call))
                .map(ChannelRoutes::shown);
    }

    private static Reply shown(HistoryPage page) {
        List<DirectMessage> messages =
                page.messages().stream().map(StoredMessage::toDirectMessage).toList();
        return Reply.ok(page.isBare() ? messages : new DirectMessagePage(messages, page.hasMore()));
    }

    /** Newest first, and the id of the last message is the next page's {@code before}; or the other way round with after. */
    record DirectMessagePage(List<DirectMessage> messages, boolean hasMore) {}
}
