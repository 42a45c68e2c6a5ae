package dev.parley.server.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.protocol.Json;
import dev.parley.server.fanout.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What a connection that resumes is told first; the fields are those of {@link Resumption}.
 *
 * @param type {@value #TYPE}
 */
public record ResumeFrame(
        String type,
        Resumption.Outcome outcome,
        String epoch,
        long position,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long count,
        @JsonInclude(JsonInclude.Include.NON_NULL) Resumption.@Nullable Reason reason) {

    public static final String TYPE = "resume";

    /** @param from where the replay begins: a client that has this frame alone is no farther */
    static Frame of(Resumption resumption, long from) {
        ResumeFrame frame = new ResumeFrame(
                TYPE,
                resumption.outcome(),
                resumption.epoch(),
                resumption.position(),
                resumption.count(),
                resumption.reason());
        return Frame.ofDoor(TYPE, from, Json.write(frame));
    }
}
