package dev.parley.server.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would go unnoticed if no answer was compared with the document. */
class DocumentedAnswersTest {

    private static final String HEALTH =
            "{\"status\":\"ok\",\"uptime_ms\":1,\"connected_clients\":0,\"connected_bots\":0,\"db\":\"ok\"}";

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void whatIsDocumentedPasses() {
        assertThatCode(() -> check("/health", 200, HEALTH)).doesNotThrowAnyException();
        assertThatCode(() -> check("/api/inbox", 200, "[]")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/health|200|{}|not what its operation says",
                "/api/inbox|200|{}|not what its operation says",
                "/api/inbox|200|[{\"id\":1}]|not what its operation says",
                "/api/inbox|418|[]|does not name"
            })
    void whatIsNotFails(String path, int status, String body, String why) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> check(path, status, body))
                .withMessageContaining(why);
    }

    private static void check(String path, int status, String body) {
        DocumentedAnswers.check(HUB.hub().port(), "GET", path, status, body);
    }
}
