package dev.parley.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * A library for web pages that came as a Maven artifact: a folder of the class path, named after its version.
 *
 * @param folder as {@link StaticFiles} take it
 */
public record WebJar(String folder) {

    /** Fails with {@link IllegalStateException} when the program was put together without it. */
    public static WebJar of(String group, String name) {
        return new WebJar("META-INF/resources/webjars/" + name + "/" + version(group, name));
    }

    /** What it has. */
    public StaticFiles files() {
        return new StaticFiles(folder);
    }

    private static String version(String group, String name) {
        String about = "/META-INF/maven/" + group + "/" + name + "/pom.properties";
        try (InputStream in = WebJar.class.getResourceAsStream(about)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path: there is no " + about);
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
