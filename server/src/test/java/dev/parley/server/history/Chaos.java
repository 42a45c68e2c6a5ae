package dev.parley.server.history;

/** What is done to a hub while bots write and are told of it. */
interface Chaos {

    Chaos NONE = progress -> 0;

    /** Runs until the writers have ended at the latest; answers how often it struck. */
    int strike(Progress progress);
}
