package dev.parley.server.channel;

import dev.parley.protocol.bot.BotReference;
import dev.parley.protocol.message.ContentRule;
import dev.parley.protocol.message.MessageContent;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.Checked;
import tools.jackson.databind.JsonNode;

/**
 * A message for a bot.
 *
 * @param to the bot's id, or else its exact name
 */
record SendDirect(String to, MessageContent content) {

    /**
     * What {@link #read} accepts.
     *
     * @param maxLength of the content, in UTF-16 code units
     */
    static Schema schema(ContentRule rule, int maxLength) {
        return MessageContent.in(Schema.object().required("to", BotReference.SCHEMA), rule, maxLength);
    }

    /**
     * Fails with {@code VALIDATION_ERROR}; the length is not checked yet. The WebSocket looks at the bot first, REST last.
     */
    static SendDirect read(JsonNode request, ContentRule rule) {
        Checked<String> to = Checked.of(() -> BotReference.require(request.get("to"), "to"));
        if (rule != ContentRule.STRICT) {
            to.check();
        }
        MessageContent content = MessageContent.read(request, rule);
        return new SendDirect(to.get(), content);
    }
}
