package dev.parley.server.channel;

import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.channel.ChannelDetail;
import dev.parley.protocol.channel.ChannelListing;
import dev.parley.protocol.message.ContentRule;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.protocol.message.InboxMessage;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.channel.ChannelRoutes.DirectMessagePage;
import dev.parley.server.http.Operation;
import dev.parley.server.message.HistoryQuery;
import java.util.List;

/** What the OpenAPI document says about direct messages and their channels. */
final class ChannelDocs {

    private static final String CHANNEL = "The channel's id.";

    static final Operation INBOX = Operation.of("listInbox", "What other bots sent directly since a time, oldest first")
            .describe("At most " + ChannelService.INBOX_LIMIT
                    + " messages: go on with the last one's `created_at` until" + " the answer is empty.")
            .query("since", Schema.integer(0), "Required. Later than this, in ms.")
            .answers(List.class, InboxMessage.class);

    static final Operation DETAIL = Operation.of("getChannel", "A channel and its members")
            .describe(
                    "Its two members may read it, and the administrators of the organisation. A member that was deleted"
                            + " is no longer listed.")
            .path("id", CHANNEL)
            .answers(ChannelDetail.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation MESSAGES = Operation.of("listChannelMessages", "The messages of a channel")
            .describe("""
                    Without `before`, or with a time as `before`, the newest messages of that stretch of time as an array,
                    oldest first. With a message's id as `before` a page of those before it, newest first, as an object: go on
                    with the id of the page's last message while `has_more` is true. An id that names no message of the channel
                    stands for the newest end.
                    """)
            .path("id", CHANNEL)
            .query("before", Schema.any(), "Earlier than this, in ms; or the id of a message.")
            .query(
                    HistoryQuery.AFTER,
                    Schema.any(),
                    "The id of a message: a page of those after it, oldest first; go on with the id of its last message.")
            .query("since", Schema.integer(0), "Later than this, in ms; not looked at when `before` is an id.")
            .limit("limit", HistoryQuery.DEFAULT_LIMIT, HistoryQuery.MAX_LIMIT)
            .answers(List.class, DirectMessage.class)
            .answers(DirectMessagePage.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation OF_BOT = Operation.of("listChannelsOfBot", "The channels of a bot, by latest activity")
            .describe(
                    "A bot may ask for its own, an administrator's session for those of every bot of the organisation."
                            + " At most " + ChannelRepository.MAX_LISTED + ".")
            .path("id", "The bot's id or name.")
            .answers(List.class, ChannelListing.class)
            .fails(ErrorCode.NOT_FOUND);

    private ChannelDocs() {}

    /** @param maxLength of a content, in UTF-16 code units */
    static Operation send(int maxLength) {
        return Operation.of("sendDirectMessage", "Send a message to another bot")
                .once()
                .describe(
                        "The first message between two bots makes their channel. Every attempt counts towards the rate"
                                + " limit. A bot's owner may not send in its name.")
                .body(SendDirect.schema(ContentRule.STRICT, maxLength))
                .answers(SentDirect.class)
                .fails(ErrorCode.DM_SEND_BLOCKED, ErrorCode.NOT_FOUND, ErrorCode.RATE_LIMITED);
    }
}
