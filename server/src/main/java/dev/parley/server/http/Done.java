package dev.parley.server.http;

/**
 * The answer of what has nothing to say.
 *
 * @param ok always true
 */
public record Done(boolean ok) {

    static final Done DONE = new Done(true);
}
