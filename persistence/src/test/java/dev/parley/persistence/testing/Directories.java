package dev.parley.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Temporary directories that do not outlive the virtual machine that made them, or not for long. */
final class Directories {
    private static final String USER = System.getProperty("user.name");

    private Directories() {}

    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Makes a new directory whose name tells the virtual machine it belongs to. Deletes those of dead ones. */
    static Path create(String purpose) throws IOException {
        String prefix = "parley-%s-%s-".formatted(purpose, USER);
        try (Stream<Path> all = Files.list(temporary())) {
            all.filter(directory -> isAbandoned(directory.getFileName().toString(), prefix))
                    .forEach(Directories::deleteIfPossible);
        }
        return Files.createTempDirectory(
                temporary(), prefix + ProcessHandle.current().pid() + "-");
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** For what may be in use or being deleted elsewhere: what stays is deleted by a later run. */
    static void deleteIfPossible(Path directory) {
        try {
            delete(directory);
        } catch (IOException | UncheckedIOException left) {
            System.err.println("Could not delete " + directory + ": " + left);
        }
    }

    private static boolean isAbandoned(String name, String prefix) {
        if (!name.startsWith(prefix)) {
            return false;
        }
        long owner = Long.parseLong(name.substring(prefix.length(), name.lastIndexOf('-')));
        return ProcessHandle.of(owner).isEmpty();
    }
}
