package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void anAdminSecretAloneGivesTheDefaultsOfTheContract() {
        Settings settings = with();

        assertThat(settings.security().adminSecret()).contains(new Secret("s3cret"));
        assertThat(settings.security().devMode()).isFalse();
        assertThat(settings.http().port()).isEqualTo(4800);
        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
        assertThat(settings.http().basePath()).isEmpty();
        assertThat(settings.http().corsOrigins()).isEqualTo(CorsOrigins.NONE);
        assertThat(settings.http().domain()).isEmpty();
        assertThat(settings.http().publicUrl()).isEmpty();
        assertThat(settings.http().environmentName()).isEqualTo("production");
        assertThat(settings.http().drain()).isZero();
        assertThat(settings.metrics()).isEqualTo(new MetricsSettings(9464));
        assertThat(settings.database().dataDir()).isEqualTo(Path.of("./data"));
        assertThat(settings.database().postgres()).isEmpty();
        assertThat(settings.database().poolSize()).isEqualTo(10);
        assertThat(settings.redis()).isEmpty();
        assertThat(settings.sessions().store()).isEqualTo(SessionSettings.Store.DATABASE);
        assertThat(settings.newOrgs().persistMessages()).isTrue();
        assertThat(settings.limits()).isEqualTo(new LimitSettings(65_536, 50, 500));
        assertThat(settings.journal().retention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.logging())
                .isEqualTo(new LoggingSettings(LoggingSettings.Level.INFO, LoggingSettings.Format.AUTO));
    }

    @Test
    void everyVariableReachesItsSetting() {
        Settings settings = Settings.from(Map.ofEntries(
                Map.entry("HXA_CONNECT_ADMIN_SECRET", "s3cret"),
                Map.entry("HXA_CONNECT_PORT", "8080"),
                Map.entry("HXA_CONNECT_HOST", "127.0.0.1"),
                Map.entry("BASE_PATH", "/connect"),
                Map.entry("HXA_CONNECT_CORS_ORIGINS", "https://app.example.com"),
                Map.entry("DOMAIN", "hub.example.com"),
                Map.entry("HUB_PUBLIC_URL", "https://hub.example.com/connect"),
                Map.entry("NODE_ENV", "staging"),
                Map.entry("HXA_CONNECT_DRAIN_SECONDS", "15"),
                Map.entry("HXA_CONNECT_METRICS_PORT", "9000"),
                Map.entry("HXA_CONNECT_DATA_DIR", "/var/lib/parley"),
                Map.entry("HXA_CONNECT_DATABASE_URL", "postgres://app:pw@db/parley"),
                Map.entry("HXA_CONNECT_DATABASE_POOL", "20"),
                Map.entry("HXA_CONNECT_FILE_STORE", "Directory"),
                Map.entry("HXA_CONNECT_FILE_DIR", "/mnt/files"),
                Map.entry("REDIS_URL", "redis://cache"),
                Map.entry("SESSION_STORE", "redis"),
                Map.entry("HXA_CONNECT_WEBHOOK_ALLOW", "10.20.0.0/16, ::1"),
                Map.entry("HXA_CONNECT_PERSIST", "false"),
                Map.entry("HXA_CONNECT_MAX_MSG_LEN", "1000"),
                Map.entry("HXA_CONNECT_MAX_FILE_SIZE_MB", "5"),
                Map.entry("HXA_CONNECT_FILE_UPLOAD_MB_PER_DAY", "50"),
                Map.entry("HXA_CONNECT_JOURNAL_DAYS", "7"),
                Map.entry("HXA_CONNECT_LOG_LEVEL", "warn"),
                Map.entry("HXA_CONNECT_LOG_FORMAT", "json"),
                Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"),
                Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=k%2B+%3D, x-team=a"),
                Map.entry("OTEL_SERVICE_NAME", "hub"),
                Map.entry("OTEL_TRACES_SAMPLER", "traceidratio"),
                Map.entry("OTEL_TRACES_SAMPLER_ARG", "0.25")));

        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().basePath()).isEqualTo("/connect");
        assertThat(settings.http().corsOrigins().listed()).containsExactly("https://app.example.com");
        assertThat(settings.http().domain()).contains("hub.example.com");
        assertThat(settings.http().publicUrl()).contains(URI.create("https://hub.example.com/connect"));
        assertThat(settings.http().environmentName()).isEqualTo("staging");
        assertThat(settings.http().drain()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.metrics().port()).isEqualTo(9000);
        assertThat(settings.database().dataDir()).isEqualTo(Path.of("/var/lib/parley"));
        assertThat(settings.database().postgres()).map(PostgresUrl::host).contains("db");
        assertThat(settings.database().poolSize()).isEqualTo(20);
        assertThat(settings.files()).isEqualTo(new FileSettings(FileSettings.Store.DIRECTORY, Path.of("/mnt/files")));
        assertThat(settings.redis()).map(RedisUrl::toString).contains("redis://cache:6379/0");
        assertThat(settings.sessions().store()).isEqualTo(SessionSettings.Store.REDIS);
        assertThat(settings.security().webhookAllow()).hasToString("10.20.0.0/16,0:0:0:0:0:0:0:1/128");
        assertThat(settings.newOrgs().persistMessages()).isFalse();
        assertThat(settings.limits()).isEqualTo(new LimitSettings(1_000, 5, 50));
        assertThat(settings.journal().retention()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.logging())
                .isEqualTo(new LoggingSettings(LoggingSettings.Level.WARN, LoggingSettings.Format.JSON));
        assertThat(settings.tracing())
                .isEqualTo(new TracingSettings(
                        Optional.of(URI.create("http://collector:4318")),
                        new OtlpHeaders(Map.of("x-api-key", "k++=", "x-team", "a")),
                        "hub",
                        TracingSettings.Sampler.TRACEIDRATIO,
                        0.25));
        assertThat(settings.effective())
                .allSatisfy(it -> assertThat(it.source()).isIn("environment", "default"));
        assertThat(settings.effective())
                .filteredOn(it -> it.source().equals("default"))
                .extracting(EffectiveSetting::name)
                .containsExactly("DEV_MODE");
    }

    @Test
    void filesAreWhereEveryNodeReachesThem() {
        assertThat(with("HXA_CONNECT_DATA_DIR", "/d").files())
                .isEqualTo(new FileSettings(FileSettings.Store.DIRECTORY, Path.of("/d/files")));
        assertThat(with("REDIS_URL", "redis://a").files().store()).isEqualTo(FileSettings.Store.DIRECTORY);
        assertThat(with("DATABASE_URL", "postgres://a:b@c/d").files().store()).isEqualTo(FileSettings.Store.DIRECTORY);
        assertThat(with("DATABASE_URL", "postgres://a:b@c/d", "REDIS_URL", "redis://a")
                        .files()
                        .store())
                .isEqualTo(FileSettings.Store.DATABASE);
    }

    @Test
    void developmentModeNeedsNoSecretAndRelaxesItsDefaults() {
        Settings settings = Settings.from(Map.of("DEV_MODE", "true"));

        assertThat(settings.security()).isEqualTo(new SecuritySettings(Optional.empty(), true, AddressRanges.NONE));
        assertThat(settings.http().corsOrigins()).isEqualTo(CorsOrigins.ANY);
        assertThat(settings.logging())
                .isEqualTo(new LoggingSettings(LoggingSettings.Level.DEBUG, LoggingSettings.Format.TEXT));
    }

    @Test
    void whatIsGivenWinsOverTheDefaultsOfDevelopmentMode() {
        Settings settings = with("DEV_MODE", "true", "HXA_CONNECT_LOG_LEVEL", "error", "HXA_CONNECT_CORS", "http://a");

        assertThat(settings.logging().level()).isEqualTo(LoggingSettings.Level.ERROR);
        assertThat(settings.http().corsOrigins().any()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "1", "yes", "false"})
    void developmentModeMustBeAskedForExactly(String text) {
        assertThat(with("DEV_MODE", text).security().devMode()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "0", "False", "true"})
    void messagesPersistUnlessExactlyFalseIsSaid(String text) {
        assertThat(with("HXA_CONNECT_PERSIST", text).newOrgs().persistMessages())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "0", "00"})
    void aPortThatIsBlankOrZeroIsTheDefault(String text) {
        Settings settings = with("HXA_CONNECT_PORT", text, "HXA_CONNECT_MAX_MSG_LEN", text);

        assertThat(settings.http().port()).isEqualTo(4800);
        assertThat(settings.limits().maxMessageLength()).isEqualTo(65_536);
    }

    @Test
    void valuesMayHaveSpaceAroundThemButASecretKeepsIt() {
        Settings settings = Settings.from(Map.of("HXA_CONNECT_PORT", " 80 ", "HXA_CONNECT_ADMIN_SECRET", " s "));

        assertThat(settings.http().port()).isEqualTo(80);
        assertThat(settings.security().adminSecret()).contains(new Secret(" s "));
    }

    @Test
    void aMetricsPortOfZeroTurnsMetricsOff() {
        assertThat(with("HXA_CONNECT_METRICS_PORT", "0").metrics().enabled()).isFalse();
        assertThat(with().metrics().enabled()).isTrue();
    }

    @Test
    void anAliasIsAcceptedAndTheNameWinsOverIt() {
        assertThat(with("NEXT_PUBLIC_BASE_PATH", "/a").http().basePath()).isEqualTo("/a");
        assertThat(with("NEXT_PUBLIC_BASE_PATH", "/a", "BASE_PATH", "/b").http().basePath())
                .isEqualTo("/b");
        assertThat(with("DATABASE_URL", "postgres://app@db/parley").database().postgres())
                .isPresent();
        assertThat(with("HXA_CONNECT_CORS", "*").http().corsOrigins()).isEqualTo(CorsOrigins.ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "Redis", "default"})
    void anyOtherSessionStoreIsTheDatabase(String text) {
        assertThat(with("SESSION_STORE", text).sessions().store()).isEqualTo(SessionSettings.Store.DATABASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "WARN", "Warn"})
    void aLogLevelMayBeInAnyCase(String text) {
        assertThat(with("HXA_CONNECT_LOG_LEVEL", text).logging().level()).isEqualTo(LoggingSettings.Level.WARN);
    }

    @ParameterizedTest
    @CsvSource({"connect,/connect", "/connect,/connect", "/connect/,/connect", "a/b,/a/b", "/,''"})
    void aBasePathHasALeadingSlashAndNoTrailingOne(String given, String expected) {
        assertThat(with("BASE_PATH", given).http().basePath()).isEqualTo(expected);
    }

    @Test
    void theHubIsReachedWhereItWasTold() {
        assertThat(with("HXA_CONNECT_PORT", "5000").http().reachableAt()).hasToString("http://localhost:5000");
        assertThat(with("BASE_PATH", "/connect").http().reachableAt()).hasToString("http://localhost:4800/connect");
        assertThat(with("DOMAIN", "hub.example.com:8443").http().reachableAt())
                .hasToString("https://hub.example.com:8443");
        assertThat(with("HUB_PUBLIC_URL", "http://hub.example.com/x").http().reachableAt())
                .hasToString("http://hub.example.com/x");
    }

    @Test
    void aPublicUrlLosesItsTrailingSlash() {
        assertThat(with("HUB_PUBLIC_URL", "https://hub.example.com/").http().publicUrl())
                .contains(URI.create("https://hub.example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "HXA_CONNECT_PORT,abc",
        "HXA_CONNECT_PORT,65536",
        "HXA_CONNECT_PORT,-1",
        "HXA_CONNECT_PORT,4800.5",
        "HXA_CONNECT_HOST,a b",
        "HXA_CONNECT_METRICS_PORT,off",
        "HXA_CONNECT_METRICS_PORT,70000",
        "HXA_CONNECT_DATABASE_POOL,0",
        "HXA_CONNECT_JOURNAL_DAYS,0",
        "HXA_CONNECT_JOURNAL_DAYS,forever",
        "HXA_CONNECT_MAX_MSG_LEN,-5",
        "HXA_CONNECT_MAX_MSG_LEN,1048577",
        "HXA_CONNECT_MAX_FILE_SIZE_MB,50MB",
        "HXA_CONNECT_FILE_UPLOAD_MB_PER_DAY,99999999999",
        "HXA_CONNECT_LOG_LEVEL,verbose",
        "HXA_CONNECT_LOG_FORMAT,xml",
        "HXA_CONNECT_CORS_ORIGINS,app.example.com",
        "BASE_PATH,/a?b",
        "BASE_PATH,//evil",
        "DOMAIN,https://hub.example.com",
        "HUB_PUBLIC_URL,hub.example.com",
        "HUB_PUBLIC_URL,ftp://hub.example.com",
        "HUB_PUBLIC_URL,https://hub.example.com?a=b",
        "HUB_PUBLIC_URL,https:///path"
    })
    void aWrongValueIsNamedWithWhatWasGivenAndWhatIsAllowed(String name, String text) {
        assertThatThrownBy(() -> with(name, text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("  " + name + ": \"" + text + "\" is not allowed; allowed: ");
    }

    @Test
    void allWrongValuesAreNamedInOneMessageOneLineEach() {
        SettingsException refused = catchThrowableOfType(
                SettingsException.class,
                () -> Settings.from(Map.of(
                        "HXA_CONNECT_PORT", "abc",
                        "HXA_CONNECT_LOG_LEVEL", "loud\nHXA_CONNECT_HOST: forged",
                        "REDIS_URL", "http://user:hunter2@cache",
                        "SESSION_STORE", "redis")));

        assertThat(refused.getMessage().lines())
                .hasSize(5)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("Parley cannot start, these settings are wrong:"),
                        line -> assertThat(line)
                                .isEqualTo("  HXA_CONNECT_ADMIN_SECRET: not set; required unless DEV_MODE=true"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "  HXA_CONNECT_PORT: \"abc\" is not allowed; allowed: a whole number from 1 to"
                                                + " 65535, 0 for the default"),
                        line -> assertThat(line).startsWith("  REDIS_URL: \"***\" is not allowed; allowed: "),
                        line -> assertThat(line)
                                .startsWith("  HXA_CONNECT_LOG_LEVEL: \"loud?HXA_CONNECT_HOST: forged\" is not"));
    }

    @Test
    void aWrongAliasIsNamedAsItWasGiven() {
        assertThatThrownBy(() -> with("HXA_CONNECT_CORS", "nowhere")).hasMessageContaining("  HXA_CONNECT_CORS: ");
    }

    @Test
    void severalNodesShareBothDatabases() {
        String postgres = "postgres://app@db/parley";

        assertThat(with("REDIS_URL", "redis://c", "DATABASE_URL", postgres).isCluster())
                .isTrue();
        assertThat(with("REDIS_URL", "redis://c").isCluster()).isFalse();
        assertThat(with("DATABASE_URL", postgres).isCluster()).isFalse();
    }

    @Test
    void sessionsInRedisNeedARedis() {
        assertThatThrownBy(() -> with("SESSION_STORE", "redis"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("SESSION_STORE: \"redis\" needs REDIS_URL, which is not set");
    }

    @Test
    void metricsCannotShareThePublicPort() {
        assertThatThrownBy(() -> with("HXA_CONNECT_PORT", "9464"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("HXA_CONNECT_METRICS_PORT: 9464 is also the port of HXA_CONNECT_PORT");
    }

    @Test
    void nothingIsTracedUnlessThereIsACollector() {
        assertThat(with().tracing().spans()).isEmpty();
        assertThat(with("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector/otlp/")
                        .tracing())
                .satisfies(tracing -> {
                    assertThat(tracing.spans()).contains(URI.create("https://collector/otlp/v1/traces"));
                    assertThat(tracing.ratio()).isEqualTo(1);
                    assertThat(tracing.sampler().asksParent()).isTrue();
                });
        assertThat(with("OTEL_TRACES_SAMPLER", "always_off", "OTEL_TRACES_SAMPLER_ARG", "0.5")
                        .tracing()
                        .ratio())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OTEL_EXPORTER_OTLP_ENDPOINT | collector:4318",
                "OTEL_EXPORTER_OTLP_ENDPOINT | grpc://collector:4317",
                "OTEL_EXPORTER_OTLP_ENDPOINT | http://user:password@collector",
                "OTEL_EXPORTER_OTLP_ENDPOINT | http://collector?key=1",
                "OTEL_EXPORTER_OTLP_HEADERS | key",
                "OTEL_EXPORTER_OTLP_HEADERS | =value",
                "OTEL_EXPORTER_OTLP_HEADERS | a b=value",
                "OTEL_EXPORTER_OTLP_HEADERS | key=%0d%0aother: x",
                "OTEL_EXPORTER_OTLP_HEADERS | key=%zz",
                "OTEL_TRACES_SAMPLER | sometimes",
                "OTEL_TRACES_SAMPLER_ARG | 1.1",
                "OTEL_TRACES_SAMPLER_ARG | NaN",
                "OTEL_TRACES_SAMPLER_ARG | half"
            })
    void howIsTracedMustBeSaidProperly(String variable, String value) {
        assertThatThrownBy(() -> with(variable, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(variable);
    }

    @Test
    void aDatabaseUrlOfAnotherKindMeansTheEmbeddedDatabase() {
        assertThat(with("DATABASE_URL", "mysql://root:pw@db/app").database().postgres())
                .isEmpty();
    }

    @Test
    void theDescriptionShowsEveryValueAndItsSourceButNoSecret() {
        String description = with(
                        "HXA_CONNECT_PORT", "8080",
                        "HXA_CONNECT_CORS", "*",
                        "DATABASE_URL", "postgres://app:hunter2@db/parley",
                        "REDIS_URL", "redis://:hunter3@cache",
                        "OTEL_EXPORTER_OTLP_HEADERS", "key=hunter4")
                .describe();

        assertThat(description).doesNotContain("s3cret", "hunter2", "hunter3", "hunter4");
        assertThat(description.lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .hasSize(31)
                .contains(
                        "HXA_CONNECT_ADMIN_SECRET | *** | environment",
                        "HXA_CONNECT_PORT | 8080 | environment",
                        "HXA_CONNECT_HOST | 0.0.0.0 | default",
                        "HXA_CONNECT_CORS_ORIGINS | * | environment, as HXA_CONNECT_CORS",
                        "DOMAIN | (not set) | default",
                        "HXA_CONNECT_DATABASE_URL | postgres://app@db:5432/parley | environment, as DATABASE_URL",
                        "REDIS_URL | redis://cache:6379/0 | environment",
                        "SESSION_STORE | database | default",
                        "HXA_CONNECT_LOG_LEVEL | info | default");
    }

    @Test
    void printingTheWholeTreeShowsNoSecret() {
        Settings settings = with("DATABASE_URL", "postgres://app:hunter2@db/parley", "REDIS_URL", "redis://:hunter3@c");

        assertThat(settings.toString()).doesNotContain("s3cret", "hunter2", "hunter3");
    }

    @Test
    void aCopyListensOnAnotherPortAndKeepsTheRest() {
        Settings settings = with("HXA_CONNECT_HOST", "127.0.0.1");

        Settings copy = settings.withHttpPort(0);

        assertThat(copy.http().port()).isZero();
        assertThat(copy.withHttpPort(4800)).isEqualTo(settings);
    }

    /** Settings of an environment that has an admin secret and these pairs. */
    private static Settings with(String... pairs) {
        Map<String, String> environment = new HashMap<>(Map.of("HXA_CONNECT_ADMIN_SECRET", "s3cret"));
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return Settings.from(environment);
    }
}
