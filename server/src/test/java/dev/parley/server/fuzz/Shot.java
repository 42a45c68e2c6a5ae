package dev.parley.server.fuzz;

import java.util.Optional;
import java.util.Set;

/**
 * What is sent at once.
 *
 * @param bytes as they go out
 * @param message what the server is to answer; empty when it is none, such as a ping
 * @param closes the codes one of which the connection must be closed with; empty when it stays open
 * @param cut whether the client breaks off in the middle
 */
record Shot(byte[] bytes, Optional<byte[]> message, Set<Integer> closes, boolean cut) {

    static Shot message(byte[] bytes, byte[] message) {
        return new Shot(bytes, Optional.of(message), Set.of(), false);
    }

    static Shot control(byte[] bytes) {
        return new Shot(bytes, Optional.empty(), Set.of(), false);
    }

    static Shot closing(byte[] bytes, Integer... codes) {
        return new Shot(bytes, Optional.empty(), Set.of(codes), false);
    }

    static Shot cut(byte[] bytes) {
        return new Shot(bytes, Optional.empty(), Set.of(), true);
    }

    boolean isLast() {
        return cut || !closes.isEmpty();
    }
}
