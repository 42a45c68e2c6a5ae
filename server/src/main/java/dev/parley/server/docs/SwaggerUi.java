package dev.parley.server.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Where the class path has Swagger UI, whose folder is named after its version. */
final class SwaggerUi {

    private static final String VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private SwaggerUi() {}

    /** Fails with {@link IllegalStateException} when the program was put together without it. */
    static String folder() {
        try (InputStream in = SwaggerUi.class.getResourceAsStream(VERSION)) {
            if (in == null) {
                throw new IllegalStateException("Swagger UI is not on the class path: there is no " + VERSION);
            }
            Properties properties = new Properties();
            properties.load(in);
            return "META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
