package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void aSecretPrintsMasked() {
        assertThat(new Secret("hunter2")).hasToString("***");
    }

    @Test
    void onlyTheSameTextMatches() {
        Secret secret = new Secret("hunter2");

        assertThat(secret.matches("hunter2")).isTrue();
        assertThat(secret.matches("hunter")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }
}
