package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HubErrorTest {

    @Test
    void aRefusalHasTheStatusOfItsCodeUnlessItNamesAnother() {
        HubError error = HubError.of(ErrorCode.NOT_FOUND, "Message not found");
        assertThat(error.status()).isEqualTo(404);
        assertThat(error.withStatus(400).status()).isEqualTo(400);
        assertThat(error.withStatus(400).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void detailsAreAddedToACopy() {
        HubError error = HubError.of(ErrorCode.RATE_LIMITED, "Wait");
        assertThat(error.with("retry_after", 3).details()).containsEntry("retry_after", 3);
        assertThat(error.details()).isEmpty();
    }

    @Test
    void theExceptionIsAnAnswerAndHasNoStackTrace() {
        HubException exception = HubException.notFound("Thread");
        assertThat(exception.getStackTrace()).isEmpty();
        assertThat(exception.error().message()).isEqualTo("Thread not found");
    }
}
