package dev.parley.server;

/** The door a request came through: one rule for all, but audit rows and a few answers name the door. */
public enum Via {
    REST,
    WS
}
