package dev.parley.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary directories that do not outlive the virtual machine that made them, or not for long. */
final class Directories {
    private Directories() {}

    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A new directory whose name tells which virtual machine it belongs to. */
    static Path create(String prefix) throws IOException {
        return Files.createTempDirectory(
                temporary(), prefix + ProcessHandle.current().pid() + "-");
    }

    /** Deletes what virtual machines left behind that were killed before they could. */
    static void deleteStale(String prefix) throws IOException {
        try (Stream<Path> all = Files.list(temporary())) {
            all.filter(directory -> isStale(directory.getFileName().toString(), prefix))
                    .forEach(Directories::delete);
        }
    }

    private static boolean isStale(String name, String prefix) {
        if (!name.startsWith(prefix)) {
            return false;
        }
        String owner = name.substring(prefix.length()).replaceFirst("-.*", "");
        return ProcessHandle.of(Long.parseLong(owner)).isEmpty();
    }

    static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> childrenFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : childrenFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
