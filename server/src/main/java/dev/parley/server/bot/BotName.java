package dev.parley.server.bot;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.bot.BotReference;
import dev.parley.protocol.schema.Schema;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a bot may be called. */
final class BotName {

    private static final int MAX_BYTES = BotReference.MAX_LENGTH;

    private static final String ALLOWED = "[a-zA-Z0-9_-]+";
    private static final Pattern SHAPE = Pattern.compile(ALLOWED);

    static final Schema SCHEMA = Schema.name(MAX_BYTES)
            .pattern("^" + ALLOWED + "$")
            .describe("Taken once in the organisation, case included; not `all`.");

    /** A mention of it means everybody. */
    private static final Set<String> RESERVED = Set.of("all");

    private BotName() {}

    /** Fails with {@code VALIDATION_ERROR} or {@code RESERVED_NAME}. */
    static String require(JsonNode value) {
        String name = Fields.text(value)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> HubException.invalid("name is required and must be a non-empty string"));
        if (!SHAPE.matcher(name).matches()) {
            throw HubException.invalid("name may have letters a-z and A-Z, digits, _ and - only");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw HubException.of(ErrorCode.RESERVED_NAME, "The name " + name + " is reserved: take another one");
        }
        return Fields.requireBytes(name, "name", MAX_BYTES);
    }
}
