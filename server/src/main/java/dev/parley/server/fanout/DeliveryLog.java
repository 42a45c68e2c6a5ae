package dev.parley.server.fanout;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/** Keeps account of which entries go out to which bot. Must be quick and must not block: it is told on event loops. */
@FunctionalInterface
public interface DeliveryLog {

    /** Keeps none. */
    DeliveryLog NONE = (org, bot) -> Account.NONE;

    /** A connection that a bot opened with a token of its own. */
    Account opened(OrgId org, BotId bot);

    /** What goes out through one connection. Told by one thread at a time. */
    interface Account {

        /** Of nobody. */
        Account NONE = new Account() {
            @Override
            public void goesOnAfter(long position) {}

            @Override
            public void wrote(long position) {}

            @Override
            public void ended() {}
        };

        /** Everything after this position will go out; to be said before anything does. */
        void goesOnAfter(long position);

        /** Everything for the bot went out up to this position, from where the connection began. */
        void wrote(long position);

        /** Nothing more will go out. */
        void ended();
    }
}
