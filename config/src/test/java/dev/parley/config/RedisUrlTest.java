package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.RedisUrl.Form;
import dev.parley.config.RedisUrl.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    @Test
    void aHostAloneIsEnough() {
        assertThat(RedisUrl.KIND.parse("redis://cache"))
                .isEqualTo(new RedisUrl(
                        Form.STANDALONE,
                        List.of(new Server("cache", 6379)),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void theUrlIsTakenApartAndPrintsWithoutItsPasswords() {
        RedisUrl url = RedisUrl.KIND.parse(
                "rediss-sentinel://app:hunter%322@one:7000,[::1]/3?ca=/etc/ca.pem&sentinelpassword=a%26b#main");

        assertThat(url)
                .isEqualTo(new RedisUrl(
                        Form.SENTINEL,
                        List.of(new Server("one", 7000), new Server("::1", 26_379)),
                        true,
                        Optional.of("app"),
                        Optional.of(new Secret("hunter22")),
                        3,
                        Optional.of("main"),
                        Optional.of(new Secret("a&b")),
                        Optional.of(Path.of("/etc/ca.pem"))));
        assertThat(url).hasToString("rediss-sentinel://one:7000,[::1]:26379/3#main");
    }

    @Test
    void thePasswordMayStandAlone() {
        RedisUrl url = RedisUrl.KIND.parse("redis://:pw@cache");

        assertThat(url.user()).isEmpty();
        assertThat(url.password()).contains(new Secret("pw"));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache_1:7000/3, STANDALONE, false",
        "rediss://cache:7000/0, STANDALONE, true",
        "redis-sentinel://a:1/0#main, SENTINEL, false",
        "'redis-cluster://a:1,b:6379', CLUSTER, false",
        "rediss-cluster://a:1, CLUSTER, true"
    })
    void itsFormPrintsAsItIsWritten(String text, Form form, boolean tls) {
        RedisUrl url = RedisUrl.KIND.parse(text);

        assertThat(url.form()).isEqualTo(form);
        assertThat(url.tls()).isEqualTo(tls);
        assertThat(url).hasToString(text);
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
                "redis://cache:66000",
                "redis://one,two",
                "redis://cache#main",
                "redis://cache?ca=/etc/ca.pem",
                "redis-sentinel://one",
                "redis-sentinel://one,/0#main",
                "redis-sentinels://one#main",
                "redis-cluster://one/1",
                "redis-cluster://one#main",
                "redis-cluster://one?sentinelpassword=x"
            })
    void aUrlThatCannotBeUsedIsRefused(String text) {
        assertThatThrownBy(() -> RedisUrl.KIND.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
