package dev.parley.config;

/**
 * Where the sessions of people who logged in are kept.
 *
 * @param store never {@link Store#REDIS} without {@link Settings#redis}
 */
public record SessionSettings(Store store) {

    /** A place for sessions. */
    public enum Store {
        /** The main database, whichever it is. */
        DATABASE,
        /** Redis, with its own expiry. */
        REDIS;

        @Override
        public String toString() {
            return Kind.lowerCase(this);
        }
    }

    private static final Variable<Store> STORE = Variable.of(
                    "SESSION_STORE",
                    Kind.of(
                            "`redis`; anything else means the database",
                            text -> text.equals("redis") ? Store.REDIS : Store.DATABASE),
                    "Where login sessions are kept. `redis` needs `REDIS_URL`.")
            .byDefault("database");

    static SessionSettings read(Reading reading) {
        Store store = reading.value(STORE);
        if (store == Store.REDIS && !reading.isGiven(Settings.REDIS_URL)) {
            reading.refuse(STORE, "\"redis\" needs " + Settings.REDIS_URL.name() + ", which is not set");
        }
        return new SessionSettings(store);
    }
}
