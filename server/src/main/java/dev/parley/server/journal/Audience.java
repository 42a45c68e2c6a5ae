package dev.parley.server.journal;

import dev.parley.protocol.BotId;
import java.util.Optional;
import java.util.Set;

/** Whose connections an event is pushed to. A bot stands for all its connections, its owner's sessions included. */
public sealed interface Audience {

    /** Whether the bot is among them. */
    boolean contains(BotId bot);

    /**
     * Some bots and the organisation's administrators who watch. Keep handing out the same set while the membership stays
     * the same: the fan-out remembers which connections it resolved to.
     *
     * @param admins which of the organisation's admin sessions
     */
    record Bots(Set<BotId> bots, Admins admins) implements Audience {

        @Override
        public boolean contains(BotId bot) {
            return bots.contains(bot);
        }
    }

    /** Every connection of the organisation, but those of {@code except}. */
    record Everyone(Optional<BotId> except) implements Audience {

        @Override
        public boolean contains(BotId bot) {
            return except.filter(bot::equals).isEmpty();
        }
    }

    /** Which org-admin sessions receive an event. */
    enum Admins {
        /** Those that subscribed to the entry's topic. */
        SUBSCRIBED,
        /** All of them. */
        ALL
    }

    static Audience everyone() {
        return new Everyone(Optional.empty());
    }
}
