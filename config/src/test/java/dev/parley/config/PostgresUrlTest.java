package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @Test
    void theUrlIsTakenApartAndDecoded() {
        PostgresUrl url =
                PostgresUrl.KIND.parse("postgres://app%40corp:p%2Fw+d@db_main:6432/par%20ley?sslmode=require");

        assertThat(url)
                .isEqualTo(new PostgresUrl(
                        "db_main",
                        6432,
                        "par ley",
                        "app@corp",
                        Optional.of(new Secret("p/w+d")),
                        Optional.of("require"),
                        Optional.empty()));
    }

    @Test
    void theAuthorityToTrustIsAFile() {
        PostgresUrl url = PostgresUrl.KIND.parse(
                "postgres://app@db/parley?connect_timeout=3&sslmode=Verify-Full&sslrootcert=/etc/parley/my%20ca.pem");

        assertThat(url.sslMode()).contains("verify-full");
        assertThat(url.sslRootCert()).contains(Path.of("/etc/parley/my ca.pem"));
    }

    @Test
    void portPasswordAndModeMayBeMissing() {
        assertThat(PostgresUrl.KIND.parse("postgresql://app@db/parley"))
                .isEqualTo(new PostgresUrl(
                        "db", 5432, "parley", "app", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void anIpv6AddressLosesItsBracketsAndPrintsWithThem() {
        PostgresUrl url = PostgresUrl.KIND.parse("postgres://app:hunter2@[::1]/parley?application_name=x");

        assertThat(url.host()).isEqualTo("::1");
        assertThat(url).hasToString("postgres://app@[::1]:5432/parley");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres",
                "postgres://",
                "postgres://db/parley",
                "postgres://app@db",
                "postgres://app@db/",
                "postgres://app@/parley",
                "postgres://app@db:0/parley",
                "postgres://app@db:99999/parley",
                "postgres://app:p@ss@db/parley",
                "postgres://app:%zz@db/parley",
                "postgres://app@one,two/parley",
                "postgres://app@db/parley?sslmode=maybe",
                "postgresx://app@db/parley"
            })
    void aUrlThatCannotBeUsedIsRefused(String text) {
        assertThatThrownBy(() -> PostgresUrl.KIND.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
