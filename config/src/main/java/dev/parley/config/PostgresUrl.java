package dev.parley.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a PostgreSQL database is and how to log in there; prints without the password.
 *
 * @param sslMode one of libpq's modes ({@code disable, allow, prefer, require, verify-ca, verify-full}), when the URL
 *     says {@code sslmode=}; its other parameters are ignored
 */
public record PostgresUrl(
        String host, int port, String database, String user, Optional<Secret> password, Optional<String> sslMode) {

    /** A text of another scheme is ignored, as the contract has it: platforms set {@code DATABASE_URL} for anything. */
    static final Kind<PostgresUrl> KIND = Kind.of(
                    "`postgres://user:password@host:port/database`, special characters percent-encoded,"
                            + " with `?sslmode=` if need be",
                    PostgresUrl::parse)
            .keptSecret()
            .unsetWhen(text -> !text.strip().startsWith("postgres"));

    private static final int DEFAULT_PORT = 5432;
    private static final Set<String> SCHEMES = Set.of("postgres", "postgresql");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private static PostgresUrl parse(String text) {
        ServerAddress address = ServerAddress.parse(text.strip());
        Kind.require(SCHEMES.contains(address.scheme()));
        return new PostgresUrl(
                address.host(),
                address.port().orElse(DEFAULT_PORT),
                address.path().orElseThrow(IllegalArgumentException::new),
                address.user().orElseThrow(IllegalArgumentException::new),
                address.password(),
                address.query().flatMap(PostgresUrl::sslMode));
    }

    private static Optional<String> sslMode(String query) {
        Optional<String> mode = Arrays.stream(query.split("&", -1))
                .filter(parameter -> parameter.startsWith("sslmode="))
                .map(parameter -> parameter.substring("sslmode=".length()).toLowerCase(Locale.ROOT))
                .findFirst();
        mode.ifPresent(it -> Kind.require(SSL_MODES.contains(it)));
        return mode;
    }

    @Override
    public String toString() {
        return "postgres://" + user + "@" + ServerAddress.inUrl(host) + ":" + port + "/" + database;
    }
}
