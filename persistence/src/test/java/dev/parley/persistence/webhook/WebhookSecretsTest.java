package dev.parley.persistence.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookSecretsTest {

    @Test
    void thePreviousOneSignsUntilItsTimeIsUp() {
        WebhookSecrets rotated = WebhookSecrets.only("old").rotate("new", 90);

        assertThat(rotated.at(89)).containsExactly("new", "old");
        assertThat(rotated.at(90)).containsExactly("new");
        assertThat(rotated.rotate("newest", 95).at(89))
                .as("there are never three")
                .containsExactly("newest", "new");
    }

    @Test
    void withoutASecretNothingSigns() {
        assertThat(WebhookSecrets.NONE.at(5)).isEmpty();
        assertThat(WebhookSecrets.NONE.rotate("first", 90).at(5)).containsExactly("first");
    }

    @Test
    void theyAreNotPrinted() {
        assertThat(WebhookSecrets.only("shhh").rotate("hush", 90).toString()).doesNotContain("shhh", "hush");
    }
}
