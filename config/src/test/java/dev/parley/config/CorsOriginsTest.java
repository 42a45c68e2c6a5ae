package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsOriginsTest {

    @Test
    void aLoneStarAllowsEveryOrigin() {
        CorsOrigins origins = CorsOrigins.KIND.parse("*");

        assertThat(origins.allows("https://anywhere.example")).isTrue();
        assertThat(origins).hasToString("*");
    }

    @Test
    void aListAllowsWhatItNamesInAnyCase() {
        CorsOrigins origins = CorsOrigins.KIND.parse("https://B.example:8443, http://a.example,");

        assertThat(origins.allows("https://b.example:8443")).isTrue();
        assertThat(origins.allows("http://A.example")).isTrue();
        assertThat(origins.allows("https://a.example")).isFalse();
        assertThat(origins).hasToString("http://a.example,https://b.example:8443");
    }

    @Test
    void noneAllowsNothing() {
        assertThat(CorsOrigins.NONE.allows("https://a.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example", "https://a.example/", "https://a.example/path", "https://a.example,*", "null"})
    void anOriginThatNoBrowserSendsIsRefused(String text) {
        assertThatThrownBy(() -> CorsOrigins.KIND.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
