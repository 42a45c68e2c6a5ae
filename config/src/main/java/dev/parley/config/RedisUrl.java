package dev.parley.config;

import java.util.Optional;
import java.util.Set;

/**
 * Where Redis is and how to log in there; prints without the password.
 *
 * @param tls whether the connection is encrypted, as {@code rediss://} asks for
 * @param database the number of the logical database, 0 when the URL names none
 */
public record RedisUrl(
        String host, int port, boolean tls, Optional<String> user, Optional<Secret> password, int database) {

    static final Kind<RedisUrl> KIND = Kind.of(
                    "`redis://user:password@host:port/database`, or `rediss://` for TLS; user, password, port and"
                            + " database are optional, special characters percent-encoded",
                    RedisUrl::parse)
            .keptSecret();

    private static final int DEFAULT_PORT = 6379;
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    private static RedisUrl parse(String text) {
        ServerAddress address = ServerAddress.parse(text.strip());
        Kind.require(SCHEMES.contains(address.scheme()));
        // Clients disagree on what a lone name before the @ is, user or password: better to ask than to guess.
        Kind.require(address.user().isEmpty() || address.password().isPresent());
        int database = address.path().map(Integer::parseInt).orElse(0);
        Kind.require(database >= 0);
        return new RedisUrl(
                address.host(),
                address.port().orElse(DEFAULT_PORT),
                address.scheme().equals("rediss"),
                address.user(),
                address.password(),
                database);
    }

    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + ServerAddress.inUrl(host) + ":" + port + "/" + database;
    }
}
