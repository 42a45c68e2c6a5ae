package dev.parley.server.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The network between a program and a server on this machine, which a test may cut: then nothing passes, and nobody is told. */
public final class Link implements AutoCloseable {

    private static final long GLANCE = 1_000_000;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket front;
    private final int target;
    private volatile boolean cut;
    private volatile boolean closed;

    /** @param target port of the server */
    public Link(int target) {
        this.target = target;
        try {
            front = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    /** Where the program is to connect. */
    public int port() {
        return front.getLocalPort();
    }

    /** From now on everything is lost, also what is sent by connections that are open. */
    public void cut() {
        cut = true;
    }

    /** Lets pass what comes from now on; connections that were open meanwhile are no more. */
    public void mend() {
        open.forEach(Link::close);
        cut = false;
    }

    private void accept() {
        while (!closed) {
            try {
                Socket near = front.accept();
                open.add(near);
                run(() -> connect(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        awaitPassage(near);
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(far);
            run(() -> copy(near, far));
            copy(far, near);
        } catch (IOException e) {
            close(near);
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                awaitPassage(from);
                out.write(bytes, 0, n);
            }
        } catch (IOException e) {
            // One of them is gone, and so is the other one.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitPassage(Socket connection) {
        while (cut && !connection.isClosed()) {
            LockSupport.parkNanos(GLANCE);
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "link");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() {
        closed = true;
        close(front);
        open.forEach(Link::close);
    }
}
