package dev.parley.server.fanout;

import dev.parley.protocol.Json;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.event.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent, before it takes the form a connection wants.
 *
 * @param type wire name of the event
 * @param position where a client goes on that has this; {@link #NOWHERE} when it is in no journal
 * @param json as it goes to clients that do not ask for positions
 * @param trace the {@code traceparent} of what it came about by, null when that was not traced
 * @param complete whether the JSON says already what it has to say of positions
 */
public record Frame(
        String type, long position, String json, @Nullable String trace, boolean complete) {

    /** Of what is only pushed. */
    public static final long NOWHERE = -1;

    /** The event of an entry. */
    static Frame journaled(String type, long position, String json, @Nullable String trace) {
        return new Frame(type, position, json, trace, false);
    }

    static Frame ephemeral(Event event) {
        return new Frame(event.type(), NOWHERE, Json.write(event), null, true);
    }

    /** What a door says itself to a client that will go on at {@code position}. */
    public static Frame ofDoor(String type, long position, String json) {
        return new Frame(type, position, json, null, true);
    }

    /** As it goes to clients that ask for positions. */
    String positioned() {
        return complete ? json : Frames.withPosition(json, position, trace);
    }
}
