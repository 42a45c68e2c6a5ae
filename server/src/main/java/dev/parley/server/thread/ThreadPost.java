package dev.parley.server.thread;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.message.ContentRule;
import dev.parley.protocol.message.MessageContent;
import dev.parley.protocol.message.Metadata;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A message a client wants to put into a thread.
 *
 * @param replyTo id of the message it answers as given, or empty
 */
record ThreadPost(Checked<Optional<String>> replyTo, Checked<Body> body) {

    /** @param metadata null when there is none */
    record Body(MessageContent content, RawJson metadata) {}

    /**
     * What {@link #read} accepts, put into the object with the other fields.
     *
     * @param maxLength of the content, in UTF-16 code units
     */
    static Schema in(Schema request, ContentRule rule, int maxLength) {
        return MessageContent.in(request, rule, maxLength)
                .optional("metadata", Metadata.SCHEMA)
                .optional("reply_to", Schema.id().orNull().describe("The message it answers."));
    }

    /** @param maxLength of the content, in UTF-16 code units */
    static ThreadPost read(JsonNode request, Via via, int maxLength) {
        ContentRule rule = via == Via.WS ? ContentRule.OBJECTS : ContentRule.STRICT;
        return new ThreadPost(
                Checked.of(() -> replyTo(request.get("reply_to"))), Checked.of(() -> body(request, rule, maxLength)));
    }

    private static Optional<String> replyTo(JsonNode value) {
        if (Fields.isNothing(value)) {
            return Optional.empty();
        }
        return Optional.of(Fields.text(value)
                .orElseThrow(() -> HubException.invalid("reply_to must be the id of a message of this thread")));
    }

    private static Body body(JsonNode request, ContentRule rule, int maxLength) {
        MessageContent content = MessageContent.read(request, rule).requireLength(maxLength);
        return new Body(content, Metadata.read(request.get("metadata")));
    }
}
