package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    @Test
    void aHostAloneIsEnough() {
        assertThat(RedisUrl.KIND.parse("redis://cache"))
                .isEqualTo(new RedisUrl("cache", 6379, false, Optional.empty(), Optional.empty(), 0));
    }

    @Test
    void theUrlIsTakenApartAndPrintsWithoutItsPassword() {
        RedisUrl url = RedisUrl.KIND.parse("rediss://app:hunter%322@cache_1:7000/3");

        assertThat(url)
                .isEqualTo(new RedisUrl(
                        "cache_1", 7000, true, Optional.of("app"), Optional.of(new Secret("hunter22")), 3));
        assertThat(url).hasToString("rediss://cache_1:7000/3");
    }

    @Test
    void thePasswordMayStandAlone() {
        RedisUrl url = RedisUrl.KIND.parse("redis://:pw@cache");

        assertThat(url.user()).isEmpty();
        assertThat(url.password()).contains(new Secret("pw"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache:6379",
                "http://cache",
                "redis://",
                "redis://pw@cache",
                "redis://cache/first",
                "redis://cache/-1",
                "redis://cache:66000"
            })
    void aUrlThatCannotBeUsedIsRefused(String text) {
        assertThatThrownBy(() -> RedisUrl.KIND.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
