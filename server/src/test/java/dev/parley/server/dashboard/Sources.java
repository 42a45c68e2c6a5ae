package dev.parley.server.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the dashboard is written in, read as text. */
final class Sources {

    private static final Pattern TEXT =
            Pattern.compile("^ {2}'([^']+)':\\s+'((?:[^'\\\\]|\\\\.)*)',$", Pattern.MULTILINE);

    private Sources() {}

    /** Every module by its path below the dashboard's folder, such as {@code app/core/api.js}. */
    static Map<String, String> modules() {
        Path folder = folder();
        Map<String, String> modules = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder.resolve("app"))) {
            for (Path file :
                    walk.filter(path -> path.toString().endsWith(".js")).toList()) {
                modules.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return modules;
    }

    /** The texts of a language, by their keys. */
    static Map<String, String> texts(String language) {
        Map<String, String> texts = new TreeMap<>();
        modules().forEach((path, source) -> {
            if (path.startsWith("app/i18n/" + language + "/")) {
                TEXT.matcher(source).results().forEach(text -> texts.put(text.group(1), text.group(2)));
            }
        });
        return texts;
    }

    private static Path folder() {
        URL page = Objects.requireNonNull(Sources.class.getResource("/dev/parley/server/dashboard/index.html"));
        try {
            return Path.of(page.toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
