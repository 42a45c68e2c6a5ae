package dev.parley.server.channel;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Scope;
import dev.parley.protocol.message.ContentRule;
import dev.parley.protocol.message.MessageContent;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.channel.ChannelOperations.DirectMessageAck;
import dev.parley.server.ws.Operation;

/** What the AsyncAPI document says about the frames by which bots talk directly. */
final class ChannelFrames {

    private static final String SESSIONS = " A bot's owner may not send in its name.";

    private ChannelFrames() {}

    /** @param maxLength of a content, in UTF-16 code units */
    static Operation send(int maxLength) {
        Schema channel =
                Schema.object().required("channel_id", Schema.id().describe("A channel that the bot is a member of."));
        return Operation.of("send", Scope.MESSAGE, "Send a message to a channel")
                .describe("Attempts of members count towards the rate limit." + SESSIONS)
                .takes(MessageContent.in(channel, ContentRule.ANYTHING, maxLength))
                .acks(DirectMessageAck.class)
                .fails(ErrorCode.DM_SEND_BLOCKED, ErrorCode.FORBIDDEN, ErrorCode.RATE_LIMITED);
    }

    /** @param maxLength of a content, in UTF-16 code units */
    static Operation sendDirect(int maxLength) {
        return Operation.of("send_dm", Scope.MESSAGE, "Send a message to another bot")
                .describe(
                        "The first message between two bots makes their channel. Every attempt counts towards the rate"
                                + " limit." + SESSIONS)
                .takes(SendDirect.schema(ContentRule.OBJECTS, maxLength))
                .acks(DirectMessageAck.class)
                .fails(ErrorCode.DM_SEND_BLOCKED, ErrorCode.RATE_LIMITED);
    }
}
