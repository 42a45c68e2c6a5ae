package dev.parley.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a PostgreSQL database is and how to log in there; prints without the password.
 *
 * @param sslMode one of libpq's modes ({@code disable, allow, prefer, require, verify-ca, verify-full}), when the URL
 *     says {@code sslmode=}
 * @param sslRootCert a file of PEM certificates, the only ones trusted then, when the URL says {@code sslrootcert=}; its
 *     other parameters are ignored
 */
public record PostgresUrl(
        String host,
        int port,
        String database,
        String user,
        Optional<Secret> password,
        Optional<String> sslMode,
        Optional<Path> sslRootCert) {

    /** A text of another scheme is ignored, as the contract has it: platforms set {@code DATABASE_URL} for anything. */
    static final Kind<PostgresUrl> KIND = Kind.of(
                    "`postgres://user:password@host:port/database`, special characters percent-encoded, with"
                            + " `?sslmode=` if need be, and `&sslrootcert=` for the certificate of a private authority",
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
                sslMode(address),
                address.parameter("sslrootcert").map(Path::of));
    }

    private static Optional<String> sslMode(ServerAddress address) {
        Optional<String> mode = address.parameter("sslmode").map(text -> text.toLowerCase(Locale.ROOT));
        mode.ifPresent(it -> Kind.require(SSL_MODES.contains(it)));
        return mode;
    }

    @Override
    public String toString() {
        return "postgres://" + user + "@" + ServerAddress.inUrl(host) + ":" + port + "/" + database;
    }
}
