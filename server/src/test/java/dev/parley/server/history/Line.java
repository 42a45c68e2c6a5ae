package dev.parley.server.history;

import tools.jackson.databind.JsonNode;

/** A bot's open connection by which it is told what happens. Any of its methods may fail when the hub is gone. */
interface Line {

    /**
     * The next frame, as soon as there is one: at first, and whenever the hub says anew what became of the cursor, one of the
     * type {@code resume}. Fails with an {@link IllegalStateException} when nothing comes for long.
     */
    JsonNode next();

    /** Breaks it off without a word; what was not asked for is lost. */
    void cut();
}
