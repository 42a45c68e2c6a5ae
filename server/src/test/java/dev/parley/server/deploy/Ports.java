package dev.parley.server.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where a proxy listens: nothing else did a moment ago. */
record Ports(int http, int https, int other) {

    /** Held together, so that they differ. */
    static Ports free() {
        try (ServerSocket first = open();
                ServerSocket second = open();
                ServerSocket third = open()) {
            return new Ports(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
