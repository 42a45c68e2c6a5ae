package dev.parley.protocol.bot;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.schema.Schema;
import tools.jackson.databind.JsonNode;

/** How requests name bots: by the id, or else by the exact name. Every refusal is a {@code VALIDATION_ERROR}. */
public final class BotReference {

    /** No bot's name is longer, counted in UTF-16 code units. */
    public static final int MAX_LENGTH = 128;

    /** What {@link #require} accepts. */
    public static final Schema SCHEMA = Schema.name(MAX_LENGTH).describe("The id or the exact name of a bot.");

    private BotReference() {}

    /** The id or name in a field. */
    public static String require(JsonNode value, String field) {
        return Fields.text(value)
                .filter(text -> !text.isEmpty() && text.length() <= MAX_LENGTH)
                .orElseThrow(() -> HubException.invalid(field
                        + " is required: the id or the name of a bot, a string of 1 to " + MAX_LENGTH + " characters"));
    }
}
