package dev.parley.server;

import dev.parley.config.ConfigurationGuide;
import dev.parley.config.Settings;
import dev.parley.config.SettingsException;
import dev.parley.server.demo.Demo;
import dev.parley.server.logging.LogSetup;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The command line: runs the hub, or tells about it. */
public final class Main {

    private static final String USAGE = """
        Parley, a self-hosted hub where bots talk as peers.

        Usage: java -jar parley.jar [COMMAND]

          (none)             run the hub; settings come from the environment
          demo               run one on a free port in a temporary directory and let two bots converse
          config             print the settings in force, secrets masked
          config --markdown  print the documentation of all settings
          backup FILE        write everything, files included, to an archive, also while the hub runs
          restore FILE       put an archive into an empty data directory or database
          new-epoch          after a restore by other means: have all clients start anew
          import SOURCE [--files DIR] [--check]
                             move over from an HXA-Connect database: its SQLite file or postgres://…
          --version          print the version
          --help             print this

        The hub needs HXA_CONNECT_ADMIN_SECRET, or DEV_MODE=true for a try. It stops on SIGTERM and SIGINT; on SIGHUP,
        and with HXA_CONNECT_DRAIN_SECONDS on SIGTERM, it tells clients to reconnect at once. The JVM must not run with
        -Xrs, which takes these signals away.
        """;

    /** Commands that say all there is to say themselves. */
    private static final Set<String> MAINTENANCE = Set.of("backup", "restore", "import", "new-epoch");

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Main(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && MAINTENANCE.contains(arguments[0])) {
            LogSetup.apply("error", false);
        }
        int status = new Main(System.out, System.err, System.getenv()).run(Arrays.asList(arguments));
        System.exit(status);
    }

    /** Runs a command to its end; the result is the exit status of the process. */
    int run(List<String> arguments) {
        try {
            return switch (arguments.isEmpty() ? "" : arguments.get(0)) {
                case "import" -> importFrom(arguments.subList(1, arguments.size()));
                default -> arguments.size() == 2 ? command(arguments.get(0), arguments.get(1)) : command(arguments);
            };
        } catch (SettingsException e) {
            err.println(e.getMessage());
            return 1;
        } catch (RuntimeException e) {
            if (!Maintenance.isExplained(e)) {
                throw e;
            }
            err.println(e.getMessage());
            return 1;
        }
    }

    /** Commands with an argument. */
    private int command(String command, String argument) {
        switch (command) {
            case "backup" -> maintenance().backUp(Path.of(argument));
            case "restore" -> maintenance().restore(Path.of(argument));
            default -> {
                return command(List.of(command, argument));
            }
        }
        return 0;
    }

    private int importFrom(List<String> arguments) {
        List<String> left = new ArrayList<>(arguments);
        boolean check = left.remove("--check");
        int files = left.indexOf("--files");
        Optional<Path> data = Optional.empty();
        if (files >= 0 && files + 1 < left.size()) {
            data = Optional.of(Path.of(left.remove(files + 1)));
            left.remove(files);
        }
        if (left.size() != 1) {
            return command(
                    Stream.concat(Stream.of("import"), arguments.stream()).toList());
        }
        maintenance().importFrom(left.get(0), data, check);
        return 0;
    }

    private Maintenance maintenance() {
        return new Maintenance(Settings.from(environment), out);
    }

    private int beginEpochs() {
        maintenance().beginEpochs();
        return 0;
    }

    private int command(List<String> arguments) {
        String command = String.join(" ", arguments);
        return switch (command) {
            case "" -> serve(Settings.from(environment));
            case "demo" -> demo();
            case "new-epoch" -> beginEpochs();
            case "config" -> print(Settings.from(environment).describe());
            case "config --markdown" -> print(ConfigurationGuide.markdown());
            case "--version" -> print(Version.IMPLEMENTATION + System.lineSeparator());
            case "--help" -> print(USAGE);
            default -> {
                err.println("Unknown command: " + command + System.lineSeparator());
                err.print(USAGE);
                yield 2;
            }
        };
    }

    private int print(String text) {
        out.print(text);
        out.flush();
        return 0;
    }

    private int demo() {
        LogSetup.apply("warn", false);
        return Demo.run(out, isTerminal());
    }

    private int serve(Settings settings) {
        LogSetup.apply(settings.logging().level().toString(), isJson(settings));
        StopSignal signal = StopSignal.install(!settings.http().drain().isZero());
        Hub hub = Hub.start(settings, Clock.systemUTC());
        hub.stop(signal.await());
        return 0;
    }

    private static boolean isJson(Settings settings) {
        return switch (settings.logging().format()) {
            case JSON -> true;
            case TEXT -> false;
            case AUTO -> !isTerminal();
        };
    }

    /** JDK 22 to 24 have a console where there is no terminal, unless told to use the one of old. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }
}
