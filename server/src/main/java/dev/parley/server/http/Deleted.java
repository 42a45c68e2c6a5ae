package dev.parley.server.http;

/**
 * The answer to the deletion of something that nobody will ask for again.
 *
 * @param deleted always true
 */
public record Deleted(boolean deleted) {

    public static final Deleted DELETED = new Deleted(true);
}
