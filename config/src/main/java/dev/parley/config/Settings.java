package dev.parley.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything an operator can decide, read once at start and never changed.
 *
 * @param redis where Redis is, for sessions, and for several nodes with PostgreSQL
 * @param effective every setting as it is in force, in the order of the documentation
 */
public record Settings(
        SecuritySettings security,
        HttpSettings http,
        MetricsSettings metrics,
        DatabaseSettings database,
        FileSettings files,
        Optional<RedisUrl> redis,
        SessionSettings sessions,
        NewOrgSettings newOrgs,
        LimitSettings limits,
        JournalSettings journal,
        LoggingSettings logging,
        TracingSettings tracing,
        List<EffectiveSetting> effective) {

    static final Variable<RedisUrl> REDIS_URL = Variable.of(
            "REDIS_URL",
            RedisUrl.KIND,
            "The Redis that connects several nodes, which also share a PostgreSQL database. Not set: a single node,"
                    + " everything in this process.");

    /**
     * Reads and checks the whole environment.
     *
     * @throws SettingsException naming every variable that is wrong
     */
    public static Settings from(Map<String, String> environment) {
        Reading reading = new Reading(environment);
        Settings settings = read(reading);
        reading.requireFlawless();
        return settings;
    }

    /** The order here is the order of the documentation; security comes first as it decides on development mode. */
    static Settings read(Reading reading) {
        SecuritySettings security = SecuritySettings.read(reading.group("Security"));
        HttpSettings http = HttpSettings.read(reading.group("HTTP and WebSocket"));
        MetricsSettings metrics = MetricsSettings.read(reading.group("Metrics"), http);
        DatabaseSettings database = DatabaseSettings.read(reading.group("Storage"));
        FileSettings files = FileSettings.read(reading, database);
        Optional<RedisUrl> redis = reading.group("Cluster and sessions").find(REDIS_URL);
        return new Settings(
                security,
                http,
                metrics,
                database,
                files,
                redis,
                SessionSettings.read(reading),
                NewOrgSettings.read(reading.group("New organisations")),
                LimitSettings.read(reading.group("Limits")),
                JournalSettings.read(reading.group("Journal")),
                LoggingSettings.read(reading.group("Logging")),
                TracingSettings.read(reading.group("Tracing")),
                reading.effective());
    }

    /**
     * A copy that listens elsewhere. Only here may the port be 0, "any free one", since the environment's 0 means the
     * default; {@link #effective} stays what the environment said.
     */
    public Settings withHttpPort(int port) {
        return new Settings(
                security,
                http.withPort(port),
                metrics,
                database,
                files,
                redis,
                sessions,
                newOrgs,
                limits,
                journal,
                logging,
                tracing,
                effective);
    }

    /** Whether there may be other nodes: they share PostgreSQL and Redis. */
    public boolean isCluster() {
        return redis.isPresent() && database.postgres().isPresent();
    }

    /** A table for a terminal: each setting in force and where it came from, secrets masked. */
    public String describe() {
        String line = "%-" + widest(EffectiveSetting::name) + "s  %-" + widest(EffectiveSetting::value) + "s  %s%n";
        return effective.stream()
                .map(it -> line.formatted(it.name(), it.value(), it.source()))
                .collect(Collectors.joining());
    }

    private int widest(Function<EffectiveSetting, String> column) {
        return effective.stream().map(column).mapToInt(String::length).max().orElse(1);
    }
}
