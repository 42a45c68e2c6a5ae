package dev.parley.persistence.bot;

import dev.parley.protocol.Json;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.bot.Bot;
import java.util.List;

/** A bot that registers. */
public record NewBot(Bot bot) {

    /** Its row for {@link BotRepository#INTO}. */
    public Object[] row() {
        return new Object[] {
            bot.orgId().value(),
            bot.id().value(),
            bot.name(),
            bot.authRole().wireName(),
            bot.joinStatus().wireName(),
            bot.lastSeenAt(),
            bot.createdAt(),
            RawJson.textOf(bot.metadata()),
            bot.bio(),
            bot.role(),
            bot.function(),
            bot.team(),
            list(bot.tags()),
            list(bot.languages()),
            RawJson.textOf(bot.protocols()),
            bot.statusText(),
            bot.timezone(),
            bot.activeHours(),
            bot.version(),
            bot.runtime()
        };
    }

    /** How a list of texts is stored. */
    static String list(List<String> texts) {
        return texts == null ? null : Json.write(texts);
    }
}
