package dev.parley.protocol.message;

import dev.parley.protocol.bot.BotReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whom a thread message calls by {@code @name}.
 *
 * @param bots the participants named, each once, in the order of their first appearance; at most {@value #MAX}
 * @param all whether everyone was called
 */
public record Mentions(List<Mention> bots, boolean all) {

    /** The text is read no further once so many bots are named. */
    public static final int MAX = 20;

    private static final String EVERYONE = "所有人";

    /** What may follow the alias for everyone: without a space between words it would else begin any longer word. */
    private static final Pattern WORD_ENDS = Pattern.compile("\\z|\\s|\\p{P}", Pattern.UNICODE_CHARACTER_CLASS);

    public Mentions {
        bots = List.copyOf(bots);
    }

    /**
     * Finds the mentions in {@code content}.
     *
     * @param participants finds a participant of the thread by its name in lower case
     */
    public static Mentions in(String content, Function<String, Optional<Mention>> participants) {
        Map<String, Mention> found = new LinkedHashMap<>();
        boolean all = false;
        for (int at = content.indexOf('@'); at >= 0 && found.size() < MAX; at = content.indexOf('@', at + 1)) {
            if (at > 0 && isNameCharacter(content.charAt(at - 1))) {
                continue;
            }
            String name = nameAt(content, at + 1);
            if (name.isEmpty() ? isEveryone(content, at + 1) : name.equals("all")) {
                all = true;
            } else if (!name.isEmpty() && name.length() <= BotReference.MAX_LENGTH && !found.containsKey(name)) {
                participants.apply(name).ifPresent(mention -> found.put(name, mention));
            }
        }
        return new Mentions(List.copyOf(found.values()), all);
    }

    /** The name that begins at {@code start}, in lower case; empty when none does. */
    private static String nameAt(String content, int start) {
        int end = start;
        while (end < content.length() && isNameCharacter(content.charAt(end))) {
            end++;
        }
        return content.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isEveryone(String content, int start) {
        return content.startsWith(EVERYONE, start)
                && WORD_ENDS
                        .matcher(content)
                        .region(start + EVERYONE.length(), content.length())
                        .lookingAt();
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
