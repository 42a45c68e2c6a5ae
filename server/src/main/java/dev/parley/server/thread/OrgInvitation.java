package dev.parley.server.thread;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.schema.Schema;
import dev.parley.protocol.thread.ThreadFields;
import dev.parley.server.Checked;
import tools.jackson.databind.JsonNode;

/**
 * Whom an administrator puts into a thread, and as what.
 *
 * @param label its role, or null; what is no string counts as not given
 */
record OrgInvitation(Checked<BotId> bot, Checked<String> label) {

    static final Schema BODY = Schema.object()
            .required("bot_id", Schema.id().describe("The bot's id; its name will not do here."))
            .optional(
                    "label",
                    Schema.any()
                            .maxLength(ThreadFields.MAX_LABEL_LENGTH)
                            .describe("The bot's role in the thread, which permission policies refer to; what is no"
                                    + " string counts as not given."));

    static OrgInvitation read(JsonNode request) {
        JsonNode label = request.get("label");
        return new OrgInvitation(
                Checked.of(() -> bot(request.get("bot_id"))),
                Checked.of(() -> Fields.text(label).isPresent() ? ThreadFields.label(label) : null));
    }

    private static BotId bot(JsonNode value) {
        return Fields.text(value)
                .flatMap(BotId::parse)
                .orElseThrow(() -> HubException.invalid("bot_id must be the id of a bot, not its name"));
    }
}
