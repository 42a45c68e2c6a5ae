package dev.parley.server.channel;

import dev.parley.protocol.Scope;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operations;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Direct messages over the WebSocket. */
public final class ChannelOperations implements Operations.Feature {

    private static final String SEND = "send";
    private static final String SEND_DM = "send_dm";

    private final DirectMessages directMessages;

    public ChannelOperations(DirectMessages directMessages) {
        this.directMessages = directMessages;
    }

    @Override
    public void addTo(Operations operations) {
        operations.on(SEND, Scope.MESSAGE, this::send).on(SEND_DM, Scope.MESSAGE, this::sendDirect);
    }

    private Mono<Ack> send(Caller.Bot caller, JsonNode frame) {
        return directMessages.sendToChannel(caller, frame).map(sent -> ack(SEND, sent));
    }

    private Mono<Ack> sendDirect(Caller.Bot caller, JsonNode frame) {
        return directMessages.send(caller, frame, Via.WS).map(sent -> ack(SEND_DM, sent));
    }

    private static Ack ack(String operation, SentDirect sent) {
        DirectMessage message = sent.message();
        return Ack.of(
                operation,
                message.id(),
                "channel_id",
                sent.channelId(),
                "message_id",
                message.id(),
                "timestamp",
                message.createdAt());
    }
}
