package dev.parley.server.thread;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.message.ContentRule;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;
import dev.parley.server.message.HistoryQuery;
import java.util.List;

/** What the OpenAPI document says about the messages of threads. */
final class ThreadMessageDocs {

    static final Operation LIST = Operation.of("listThreadMessages", "The messages of a thread")
            .describe("""
                    Without `cursor` the newest messages of a stretch of time as an array, oldest first. With a `cursor`, be it an
                    empty one, pages, newest first: go on with `next_cursor` while `has_more` is true. A cursor that names no
                    message of the thread begins at the newest.
                    """)
            .path("id", "The thread's id.")
            .query("cursor", Schema.any(), "`next_cursor` of the page before, empty for the first.")
            .query(
                    HistoryQuery.AFTER,
                    Schema.any(),
                    "The id of a message: a page of those after it, oldest first; go on with the id of its last message.")
            .query("before", Schema.integer(0), "Earlier than this, in ms; not looked at with `cursor`.")
            .query("since", Schema.integer(0), "Later than this, in ms; not looked at with `cursor`.")
            .limit("limit", HistoryQuery.DEFAULT_LIMIT, HistoryQuery.MAX_LIMIT)
            .answers(List.class, ThreadMessage.class)
            .answers(Page.class, ThreadMessage.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.JOIN_REQUIRED);

    private ThreadMessageDocs() {}

    /** @param maxLength of a content, in UTF-16 code units */
    static Operation post(int maxLength) {
        return Operation.of("postThreadMessage", "Send a message to a thread")
                .once()
                .describe("""
                        `@name` in the content mentions a participant, `@all` everybody. What a bot's owner writes is marked so in
                        `metadata.provenance`. Every attempt counts towards the rate limit. A `reply_to` that is no message of the
                        thread is answered 400 NOT_FOUND: send again without it.
                        """)
                .path("id", "The thread's id.")
                .body(ThreadPost.in(Schema.object(), ContentRule.STRICT, maxLength))
                .answers(ThreadMessage.class)
                .fails(
                        ErrorCode.RATE_LIMITED,
                        ErrorCode.NOT_FOUND,
                        ErrorCode.THREAD_CLOSED,
                        ErrorCode.JOIN_REQUIRED,
                        ErrorCode.WRITE_PERMISSION_DENIED)
                .failsAs(400, ErrorCode.NOT_FOUND);
    }
}
