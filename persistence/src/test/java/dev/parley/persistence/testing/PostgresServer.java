package dev.parley.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One PostgreSQL server on an empty directory, which gives up durability for speed. */
final class PostgresServer {
    private static final int NOBODY = 65534;
    private static final boolean ROOT = System.getProperty("user.name").equals("root");
    private static final List<String> FAST_NOT_DURABLE = settings(
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "shared_buffers=32MB",
            "max_connections=300",
            "dynamic_shared_memory_type=mmap",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=");

    private PostgresServer() {}

    /** Starts a server that ends with this virtual machine, and returns the URL of its maintenance database. */
    static String start() {
        try {
            Path programs = PostgresBinaries.unpacked().resolve("bin");
            Path data = createCluster(programs);
            ChildProcess server = ChildProcess.listen(
                    port -> command(programs.resolve("postgres"), data, port), "ready to accept connections");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.stop();
                Directories.deleteIfPossible(data);
            }));
            return "postgresql://postgres@127.0.0.1:" + server.port() + "/postgres";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the data directory. PostgreSQL refuses to run as root, so root gives the directory to nobody first. */
    private static Path createCluster(Path programs) throws IOException {
        Path data = Directories.create("postgres-data");
        if (ROOT) {
            Files.setAttribute(data, "unix:uid", NOBODY);
        }
        List<String> command = new ArrayList<>(ChildProcess.tied(ROOT));
        command.addAll(List.of(programs.resolve("initdb").toString(), "-D", data.toString(), "-U", "postgres"));
        command.addAll(List.of("-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        command.addAll(List.of("--locale=C", "--no-sync"));
        run(command);
        return data;
    }

    private static List<String> command(Path postgres, Path data, int port) {
        List<String> command = new ArrayList<>(ChildProcess.tied(ROOT));
        command.addAll(List.of(postgres.toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        command.addAll(FAST_NOT_DURABLE);
        return command;
    }

    private static List<String> settings(String... assignments) {
        List<String> arguments = new ArrayList<>();
        for (String assignment : assignments) {
            arguments.addAll(List.of("-c", assignment));
        }
        return List.copyOf(arguments);
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        }
    }
}
