package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Comparator;
import java.util.List;

/**
 * One thread with everyone in it, in one flat object.
 *
 * @param participants first come first; of those who came at the same time the initiator
 */
public record ThreadDetail(@JsonUnwrapped HubThread thread, int participantCount, List<Participant> participants) {

    /**
     * Counts and sorts the participants.
     *
     * @param participants first come first
     */
    public static ThreadDetail of(HubThread thread, List<Participant> participants) {
        Comparator<Participant> byTime = Comparator.comparingLong(Participant::joinedAt);
        List<Participant> sorted = participants.stream()
                .sorted(byTime.thenComparing(participant -> !participant.botId().equals(thread.initiatorId())))
                .toList();
        return new ThreadDetail(thread, sorted.size(), sorted);
    }
}
