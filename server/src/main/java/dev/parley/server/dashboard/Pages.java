package dev.parley.server.dashboard;

import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.StaticFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The HTML pages. Each is written around two marks: <code>{{assets}}</code> is where its files are, <code>{{imports}}</code>
 * tells the browser what the names in {@code import} stand for. The latter is the one script within the page, and the policy
 * names its hash.
 */
final class Pages {

    private static final String POLICY = "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";

    /** They depend on who asks, and lead to files that change with every version. */
    private static final String CACHING = "private, no-cache";

    private final String version;
    private final Map<String, Page> pages = new HashMap<>();

    private Pages(String version) {
        this.version = version;
    }

    /** Reads all of them, so not on an event loop. */
    static Pages load(String folder, String version) {
        Pages loaded = new Pages(version);
        String imports = text(folder, "imports.json");
        loaded.pages.put("index", Page.of(text(folder, "index.html"), imports, "assets/" + version));
        for (String name : List.of("dashboard", "org", "admin")) {
            loaded.pages.put(name, Page.of(text(folder, name + ".html"), imports, "../assets/" + version));
        }
        return loaded;
    }

    /** What the addresses of the files carry. */
    String version() {
        return version;
    }

    Reply reply(Call call, String name) {
        Page page = Objects.requireNonNull(pages.get(name), name);
        return page.file()
                .reply(call, CACHING)
                .header("Vary", "Cookie")
                .header("Content-Security-Policy", page.policy())
                .header("Referrer-Policy", "same-origin");
    }

    private static String text(String folder, String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/" + folder + "/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Page(StaticFile file, String policy) {

        static Page of(String template, String imports, String assets) {
            String map = imports.replace("{{assets}}", "./" + assets).strip();
            String html = template.replace("{{imports}}", map).replace("{{assets}}", assets);
            StaticFile file = new StaticFile("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
            return new Page(file, POLICY.formatted(sha256(map)));
        }

        private static String sha256(String text) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }
}
