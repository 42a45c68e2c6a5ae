package dev.parley.server.ws;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.fanout.Connection;
import java.util.List;

/** What the AsyncAPI document says about the frames that the WebSocket door answers by itself. */
public final class DoorFrames {

    public static final Operation PING = Operation.of("ping", "Ask whether the hub still answers")
            .describe("Answered by `pong`, after everything the hub had to say before. It does not keep the connection"
                    + " alive: for that, answer the protocol's own pings, as WebSocket libraries do by themselves.");

    static final Operation SUBSCRIBE = Operation.of("subscribe", "Watch a thread or a channel")
            .describe(
                    "For sessions of administrators, who else hear only of what concerns the whole organisation. The ids"
                            + " are not looked up; one frame may carry both. At most " + Connection.MAX_SUBSCRIPTIONS
                            + " for each connection. Never acknowledged.")
            .takes(topics())
            .fails(ErrorCode.FORBIDDEN, ErrorCode.CONFLICT);

    static final Operation UNSUBSCRIBE = Operation.of("unsubscribe", "Watch a thread or a channel no longer")
            .describe("For sessions of administrators. Never acknowledged.")
            .takes(topics())
            .fails(ErrorCode.FORBIDDEN);

    static final List<Operation> ALL = List.of(PING, SUBSCRIBE, UNSUBSCRIBE);

    private DoorFrames() {}

    private static Schema topics() {
        Schema id = Schema.any().maxLength(Schema.ID_LENGTH).describe("An id; anything else is ignored.");
        return Schema.object().optional("thread_id", id).optional("channel_id", id);
    }
}
