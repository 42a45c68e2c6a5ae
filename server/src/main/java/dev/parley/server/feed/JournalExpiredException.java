package dev.parley.server.feed;

/** What was to be read is gone because of its age; whoever reads must begin anew, at the end. */
public final class JournalExpiredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalExpiredException(long after) {
        super("the entries after " + after + " are gone", null, false, false);
    }
}
