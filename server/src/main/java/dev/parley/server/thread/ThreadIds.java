package dev.parley.server.thread;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.ThreadId;
import dev.parley.server.Checked;
import dev.parley.server.http.Call;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reads the thread a request is about. */
public final class ThreadIds {

    /** The id of no thread. */
    private static final ThreadId NONE = new ThreadId(new UUID(0, 0));

    private ThreadIds() {}

    /** The thread in the path variable {@code id}; {@code NOT_FOUND} when that is no id. */
    public static ThreadId of(Call call) {
        return ThreadId.parse(call.parameter("id")).orElseThrow(ThreadGate::notFound);
    }

    /**
     * The thread in the field {@code thread_id}; {@code VALIDATION_ERROR} when that is no string. A string that is no id
     * names no thread, which is found out where threads are looked up: behind the checks of the other fields.
     */
    public static ThreadId of(JsonNode frame) {
        String text = Fields.text(frame.get("thread_id"))
                .orElseThrow(() -> HubException.invalid("thread_id is required: give the id of a thread as a string"));
        return ThreadId.parse(text).orElse(NONE);
    }

    /** As {@link #of(JsonNode)}, to be refused in its turn. */
    static Checked<ThreadId> checked(JsonNode frame) {
        return Checked.of(() -> of(frame));
    }

    /** As {@link #of(Call)}, to be refused in its turn. */
    static Checked<ThreadId> checked(Call call) {
        return Checked.of(() -> of(call));
    }
}
