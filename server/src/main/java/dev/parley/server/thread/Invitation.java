package dev.parley.server.thread;

import dev.parley.protocol.bot.BotReference;
import dev.parley.protocol.schema.Schema;
import dev.parley.protocol.thread.ThreadFields;
import dev.parley.server.Checked;
import tools.jackson.databind.JsonNode;

/**
 * Whom to invite into a thread, and as what.
 *
 * @param bot its id or name
 * @param label its role, or null
 * @param setsLabel whether the client gave a label, be it null
 */
record Invitation(Checked<String> bot, Checked<String> label, boolean setsLabel) {

    /** What {@link #read} accepts, put into the object with the other fields. */
    static Schema in(Schema request) {
        return request.required("bot_id", BotReference.SCHEMA).optional("label", ThreadFields.LABEL);
    }

    static Invitation read(JsonNode request) {
        return new Invitation(
                Checked.of(() -> bot(request)),
                Checked.of(() -> ThreadFields.label(request.get("label"))),
                request.has("label"));
    }

    /** The id or name in the field {@code bot_id}. */
    static String bot(JsonNode request) {
        return BotReference.require(request.get("bot_id"), "bot_id");
    }
}
