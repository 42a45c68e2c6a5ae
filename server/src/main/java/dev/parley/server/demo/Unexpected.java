package dev.parley.server.demo;

/** The hub answered something else than the script says; the message tells what. */
final class Unexpected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
        super(message, null, false, false);
    }
}
