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
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The HTML pages. Each is written around three marks: <code>{{assets}}</code> is where its files are, <code>{{imports}}</code>
 * tells the browser what the names in {@code import} stand for, and <code>{{modules}}</code> which modules it will need. The
 * names are the one script within the page, and the policy has its hash.
 */
final class Pages {

    private static final String POLICY = "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";

    /** They depend on who asks, and lead to files that change with every version. */
    private static final String CACHING = "private, no-cache";

    private static final Map<String, String> MAIN_MODULES = Map.of(
            "index", "app/login/main.js",
            "dashboard", "app/workspace/main.js",
            "org", "app/org/main.js",
            "admin", "app/platform/main.js");

    private final String version;
    private final Map<String, Page> pages = new HashMap<>();

    private Pages(String version) {
        this.version = version;
    }

    /** Reads all of them, so not on an event loop. */
    static Pages load(String folder, String version) {
        Pages loaded = new Pages(version);
        String imports = text(folder, "imports.json");
        Modules modules = new Modules(imports, path -> text(folder, path));
        MAIN_MODULES.forEach((name, main) -> {
            String assets = (name.equals("index") ? "" : "../") + "assets/" + version;
            String html = text(folder, name + ".html").replace("{{modules}}", preloads(modules.neededBy(main)));
            loaded.pages.put(name, Page.of(html, imports, assets));
        });
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

    /** Told at once, the browser need not find out step by step what the modules import. */
    private static String preloads(Collection<String> paths) {
        return paths.stream()
                .map("<link rel=\"modulepreload\" href=\"{{assets}}/%s\">"::formatted)
                .collect(Collectors.joining("\n    "));
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
