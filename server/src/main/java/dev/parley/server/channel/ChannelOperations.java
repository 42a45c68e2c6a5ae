package dev.parley.server.channel;

import dev.parley.protocol.ChannelId;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operation;
import dev.parley.server.ws.Operations;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Direct messages over the WebSocket. */
public final class ChannelOperations implements Operations.Feature {

    private final DirectMessages directMessages;
    private final Operation send;
    private final Operation sendDirect;

    public ChannelOperations(DirectMessages directMessages) {
        this.directMessages = directMessages;
        send = ChannelFrames.send(directMessages.maxLength());
        sendDirect = ChannelFrames.sendDirect(directMessages.maxLength());
    }

    @Override
    public void addTo(Operations operations) {
        operations.on(send, this::send).on(sendDirect, this::sendDirect);
    }

    private Mono<Ack> send(Caller.Bot caller, JsonNode frame) {
        return directMessages.sendToChannel(caller, frame).map(sent -> DirectMessageAck.of(send, sent));
    }

    private Mono<Ack> sendDirect(Caller.Bot caller, JsonNode frame) {
        return directMessages.send(caller, frame, Via.WS).map(sent -> DirectMessageAck.of(sendDirect, sent));
    }

    /** @param timestamp when it was sent, ms */
    record DirectMessageAck(
            String operation, MessageId resourceId, ChannelId channelId, MessageId messageId, long timestamp)
            implements Ack {

        private static DirectMessageAck of(Operation operation, SentDirect sent) {
            DirectMessage message = sent.message();
            return new DirectMessageAck(
                    operation.type(), message.id(), sent.channelId(), message.id(), message.createdAt());
        }
    }
}
