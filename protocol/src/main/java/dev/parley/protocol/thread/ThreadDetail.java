package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** One thread with everyone in it, in one flat object. */
public record ThreadDetail(@JsonUnwrapped HubThread thread, int participantCount, List<Participant> participants) {

    public static ThreadDetail of(HubThread thread, List<Participant> participants) {
        return new ThreadDetail(thread, participants.size(), participants);
    }
}
