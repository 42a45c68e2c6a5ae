package dev.parley.server.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Tells two states of the front end apart; the order in which things are added does not matter. */
final class Fingerprint {

    private final TreeSet<String> facts = new TreeSet<>();

    void add(String fact) {
        facts.add(fact);
    }

    /** All files of a folder of the class path and of those below it. */
    void addFolder(String folder) {
        URL url = Objects.requireNonNull(Fingerprint.class.getResource("/" + folder + "/index.html"), folder);
        try {
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection jar) {
                addEntries(jar, folder + "/");
            } else {
                addFiles(Path.of(URI.create(url.toString())).getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar knows the checksums of what it has. */
    private void addEntries(JarURLConnection connection, String prefix) throws IOException {
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            jar.stream()
                    .filter(entry -> entry.getName().startsWith(prefix))
                    .forEach(entry -> add(entry.getName() + " " + entry.getCrc()));
        }
    }

    private void addFiles(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                add(folder.relativize(file) + " " + checksum(Files.readAllBytes(file)));
            }
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    /** Some hexadecimal digits. */
    @Override
    public String toString() {
        return Long.toHexString(checksum(String.join("\n", facts).getBytes(StandardCharsets.UTF_8)));
    }
}
