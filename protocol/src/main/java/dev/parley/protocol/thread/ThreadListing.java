package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A thread in a list: its own fields and these in one flat object.
 *
 * @param isParticipant whether the asking bot takes part; null, and then absent, in lists of the bot's own threads
 */
public record ThreadListing(
        @JsonUnwrapped HubThread thread,
        int participantCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean isParticipant) {

    public static ThreadListing own(HubThread thread, int participantCount) {
        return new ThreadListing(thread, participantCount, null);
    }
}
