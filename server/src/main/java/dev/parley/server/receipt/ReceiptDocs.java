package dev.parley.server.receipt;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;
import dev.parley.server.receipt.CursorService.AcknowledgedPosition;
import dev.parley.server.receipt.CursorService.CursorState;
import dev.parley.server.receipt.ReceiptService.MessageReceipts;

/** What the OpenAPI document says about cursors and receipts. */
final class ReceiptDocs {

    static final Operation ACKNOWLEDGE = Operation.of("acknowledgeEvents", "Say how far a bot has handled its events")
            .describe("""
                    Everything up to `position` has been handled. It never goes back: for a position before the one that was
                    acknowledged last, the answer is that one. A bot has one acknowledgement, whichever token, connection or
                    session it is given by.
                    """)
            .body(Schema.object()
                    .required(
                            "position",
                            Schema.integer(0)
                                    .describe(
                                            "Of the last event that was handled; not beyond the end of the journal.")))
            .answers(AcknowledgedPosition.class);

    static final Operation CURSOR = Operation.of("getOwnCursor", "How far a bot has come in the journal")
            .describe("""
                    Everything up to `delivered` was handed to the bot: written to a WebSocket or a stream, in the answer to a poll,
                    or accepted by its webhook. After a gap, such as that of a bot which connects without `since` after it was
                    away, it stays where the gap begins until that is replayed or acknowledged. To go on where it was, a bot
                    resumes from `acknowledged`.
                    """)
            .answers(CursorState.class);

    static final Operation RECEIPTS = Operation.of("listMessageReceipts", "Who has received a message")
            .describe("""
                    For the sender of the message and the admins of its org. The recipients are those who belonged to the thread or
                    channel when it was sent, without its sender and deleted bots, by name; of a message older than the journal
                    keeps entries, without those who have left since. `delivered` is what the hub knows to have handed to the
                    bot, not by its owner's session; after a crash or a bot's many gaps it may know less than happened, never
                    more.
                    """)
            .path("id", "The message's id, of a thread or a channel.")
            .answers(MessageReceipts.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.FORBIDDEN);

    private ReceiptDocs() {}
}
