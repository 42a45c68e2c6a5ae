package dev.parley.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One PostgreSQL server on an empty directory. */
public final class PostgresServer implements AutoCloseable {
    private static final String READY = "ready to accept connections";
    private static final int NOBODY = 65534;
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    /** It survives its own end, but not that of the machine. */
    private static final List<String> SETTINGS = settings(
            "fsync=off",
            "full_page_writes=off",
            "shared_buffers=32MB",
            "max_connections=300",
            "dynamic_shared_memory_type=mmap",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=");

    private static final List<String> FAST = settings("synchronous_commit=off");

    private final Path program;
    private final Path data;
    private final List<String> settings;
    private ChildProcess process;

    private PostgresServer(Function<Path, List<String>> settings) {
        try {
            Path programs = PostgresBinaries.unpacked().resolve("bin");
            program = programs.resolve("postgres");
            data = createCluster(programs);
            this.settings = settings.apply(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = ChildProcess.listen(this::command, READY);
    }

    /** Starts a server that keeps what it has committed when it is killed. */
    public static PostgresServer start() {
        return new PostgresServer(data -> List.of());
    }

    /** The same, only that it also speaks TLS and shows that certificate. */
    public static PostgresServer startEncrypted(Certificate certificate) {
        return new PostgresServer(data -> settings(
                "ssl=on",
                "ssl_cert_file=" + own(certificate.certificate(), data.resolve("server.crt")),
                "ssl_key_file=" + own(certificate.key(), data.resolve("server.key"))));
    }

    /** PostgreSQL takes a key only from a file that nobody else can read. */
    private static Path own(Path file, Path copy) {
        try {
            Files.copy(file, copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            if (ROOT) {
                Files.setAttribute(copy, "unix:uid", NOBODY);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server that ends with this virtual machine, and returns the URL of its maintenance database. */
    static String startFast() {
        PostgresServer server = new PostgresServer(data -> FAST);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server.url();
    }

    /** Of its maintenance database, also after {@link #restart}. */
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + process.port() + "/postgres";
    }

    /** Ends all its processes where they are. */
    public void kill() {
        process.quit();
    }

    /** Starts it again with what it had committed. */
    public void restart() {
        process = ChildProcess.again(process.port(), command(process.port()), READY);
    }

    @Override
    public void close() {
        process.stop();
        Directories.deleteIfPossible(data);
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

    private List<String> command(int port) {
        List<String> command = new ArrayList<>(ChildProcess.tied(ROOT));
        command.addAll(List.of(program.toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        command.addAll(SETTINGS);
        command.addAll(settings);
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
