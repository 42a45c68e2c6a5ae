package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationGuideTest {

    @Test
    void theCommittedPageIsCurrent() throws IOException {
        // Surefire names the module's directory; the fallback finds it from any module.
        Path page = Path.of(System.getProperty("basedir", "../config"), "CONFIGURATION.md");

        assertThat(Files.readString(page))
                .as("out of date; run: java -jar server/target/parley.jar config --markdown > config/CONFIGURATION.md")
                .isEqualTo(ConfigurationGuide.markdown());
    }

    @Test
    void aRowTellsNameAliasDefaultsAllowedValuesAndMeaning() {
        assertThat(ConfigurationGuide.markdown().lines())
                .contains(
                        "## HTTP and WebSocket",
                        "| `HXA_CONNECT_PORT` | `4800` | a whole number from 1 to 65535, 0 for the default | Port of HTTP"
                                + " and WebSocket. |",
                        "| `HXA_CONNECT_CORS_ORIGINS` (or `HXA_CONNECT_CORS`) | –; with `DEV_MODE` `*` | `*`, or a comma"
                                + " list of origins such as `https://app.example.com` | The origins whose web pages may"
                                + " call the API. Not set: none. |")
                .anyMatch(line -> line.startsWith("| `REDIS_URL` |") && line.endsWith(" Secret, printed masked. |"));
    }
}
