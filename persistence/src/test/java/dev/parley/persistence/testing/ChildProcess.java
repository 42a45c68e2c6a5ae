package dev.parley.persistence.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A server program that listens on a free port of this machine and ends with this virtual machine. */
final class ChildProcess {
    private static final int ATTEMPTS = 3;
    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 10;
    private static final int KEPT_LINES = 100;
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final int port;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<Process> ready = new CompletableFuture<>();

    private ChildProcess(int port) {
        this.port = port;
    }

    /**
     * Starts a program and returns once it has printed that it is ready. The free port is only a guess by the time the
     * program binds it, so a failure is tried again with another one.
     */
    static ChildProcess listen(IntFunction<List<String>> commandOnPort, String readyText) {
        for (int attempt = 1; ; attempt++) {
            ChildProcess child = new ChildProcess(freePort());
            child.launch(commandOnPort.apply(child.port), readyText);
            try {
                child.process();
                return child;
            } catch (IllegalStateException failed) {
                if (attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    /** Starts a program on a port that one had before it. */
    static ChildProcess again(int port, List<String> command, String readyText) {
        ChildProcess child = new ChildProcess(port);
        child.launch(command, readyText);
        child.process();
        return child;
    }

    /**
     * The start of a command line that ends a program together with the thread that started it, also when this virtual
     * machine is killed, and that lets go of root for a program which refuses to be root.
     */
    static List<String> tied(boolean asNobody) {
        if (!Files.isExecutable(SETPRIV)) {
            return List.of();
        }
        List<String> prefix = new ArrayList<>(List.of(SETPRIV.toString(), "--pdeathsig", "INT"));
        if (asNobody) {
            prefix.addAll(List.of("--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        prefix.add("--");
        return prefix;
    }

    int port() {
        return port;
    }

    /** Asks the program to end without waiting for its clients, and sees to it that it does. */
    void stop() {
        Process process = process();
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the program with no chance to do anything about it, and returns when it is gone. */
    void kill() {
        process().destroyForcibly();
        process().onExit().join();
    }

    /** Asks a program that has children to end with all of them where they are, and returns when it has. */
    void quit() {
        signal("QUIT");
        process().onExit().join();
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process().pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process process() {
        return ready.orTimeout(READY_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    throw new IllegalStateException(failure.getMessage() + ", it printed: " + printed(), failure);
                })
                .join();
    }

    /** Runs the program on a thread of its own that stays as long as the program: the kernel ties the two. */
    private void launch(List<String> command, String readyText) {
        Thread thread = new Thread(() -> follow(command, readyText), "child-" + port);
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(List<String> command, String readyText) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        try {
            Process process = builder.start();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    keep(line);
                    if (line.contains(readyText)) {
                        ready.complete(process);
                    }
                }
            }
            ready.completeExceptionally(new IllegalStateException(command + " ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private synchronized void keep(String line) {
        if (output.size() < KEPT_LINES) {
            output.add(line);
        }
    }

    private synchronized String printed() {
        return String.join("\n", output);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
