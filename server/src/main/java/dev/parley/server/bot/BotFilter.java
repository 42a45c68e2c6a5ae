package dev.parley.server.bot;

import dev.parley.protocol.bot.Bot;
import dev.parley.server.http.Call;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which bots a bot looks for; case does not matter, and what is empty matches all.
 *
 * @param role the whole of its role
 * @param tag one of its tags
 * @param status {@code online}, {@code offline}, or the whole of its status text
 * @param text part of its bio, role or function
 */
record BotFilter(Optional<String> role, Optional<String> tag, Optional<String> status, Optional<String> text) {

    static final BotFilter ALL = new BotFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static BotFilter from(Call call) {
        return new BotFilter(given(call, "role"), given(call, "tag"), given(call, "status"), given(call, "q"));
    }

    private static Optional<String> given(Call call, String parameter) {
        return call.query(parameter).filter(value -> !value.isEmpty());
    }

    boolean matches(Bot bot) {
        return role.map(wanted -> wanted.equalsIgnoreCase(bot.role())).orElse(true)
                && tag.map(wanted -> hasTag(bot, wanted)).orElse(true)
                && status.map(wanted -> hasStatus(bot, wanted)).orElse(true)
                && text.map(wanted -> mentions(bot, wanted)).orElse(true);
    }

    private static boolean hasTag(Bot bot, String wanted) {
        return bot.tags() != null && bot.tags().stream().anyMatch(wanted::equalsIgnoreCase);
    }

    private static boolean hasStatus(Bot bot, String wanted) {
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "online" -> bot.online();
            case "offline" -> !bot.online();
            default -> wanted.equalsIgnoreCase(bot.statusText());
        };
    }

    private static boolean mentions(Bot bot, String wanted) {
        String part = wanted.toLowerCase(Locale.ROOT);
        return Stream.of(bot.bio(), bot.role(), bot.function())
                .filter(Objects::nonNull)
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(part));
    }
}
