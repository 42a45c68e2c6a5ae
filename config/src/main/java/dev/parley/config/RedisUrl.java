package dev.parley.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where Redis is and how to log in there; prints without the passwords.
 *
 * @param servers the server itself, the sentinels, or some nodes of the cluster from which the others are found
 * @param tls whether connections are encrypted and certificates checked, as the schemes with {@code rediss} ask for
 * @param user of Redis, not of the sentinels
 * @param database the number of the logical database, 0 when the URL names none, and in a cluster
 * @param master what the sentinels call the group of servers they watch; given with sentinels only
 * @param sentinelPassword what the sentinels ask for themselves
 * @param authority a file of PEM certificates, the only ones trusted then; empty for those that Java trusts
 */
public record RedisUrl(
        Form form,
        List<Server> servers,
        boolean tls,
        Optional<String> user,
        Optional<Secret> password,
        int database,
        Optional<String> master,
        Optional<Secret> sentinelPassword,
        Optional<Path> authority) {

    /** How several servers are one Redis. */
    public enum Form {
        /** There is one, or a proxy or name that leads to the right one. */
        STANDALONE,
        /** Sentinels know which one is the master. */
        SENTINEL,
        /** Each has a part of the keys. */
        CLUSTER
    }

    /** Where one of them listens. */
    public record Server(String host, int port) {
        @Override
        public String toString() {
            return ServerAddress.inUrl(host) + ":" + port;
        }
    }

    static final Kind<RedisUrl> KIND = Kind.of(
                    "`redis://user:password@host:port/database`;"
                            + " `redis-sentinel://user:password@host1:26379,host2:26379/database#master`, with"
                            + " `?sentinelpassword=` if need be; or `redis-cluster://user:password@host1,host2`."
                            + " With `rediss` for `redis` by TLS, and `?ca=` for the PEM file of a private authority."
                            + " User, password, port and database are optional, special characters percent-encoded",
                    RedisUrl::parse)
            .keptSecret();

    private static final int DEFAULT_PORT = 6379;
    private static final int DEFAULT_SENTINEL_PORT = 26_379;

    private static final Pattern TEXT = Pattern.compile("(?<tls>rediss?)(?:-(?<form>sentinel|cluster))?://"
            + "(?<login>[^@/?#]*@)?(?<servers>[^@/?#]+)(?<rest>[^#]*)(?:#(?<master>[\\w.-]+))?");

    private static RedisUrl parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        Kind.require(parts.matches());
        String form = parts.group("form");
        RedisUrl url = of(
                form == null ? Form.STANDALONE : Form.valueOf(form.toUpperCase(Locale.ROOT)),
                parts.group("tls").equals("rediss"),
                addresses(parts),
                Optional.ofNullable(parts.group("master")));
        url.check();
        return url;
    }

    /** Each server as if it were the only one of the URL. */
    private static List<ServerAddress> addresses(Matcher parts) {
        String login = Optional.ofNullable(parts.group("login")).orElse("");
        return Arrays.stream(parts.group("servers").split(",", -1))
                .map(server -> ServerAddress.parse("redis://" + login + server + parts.group("rest")))
                .toList();
    }

    private static RedisUrl of(Form form, boolean tls, List<ServerAddress> addresses, Optional<String> master) {
        ServerAddress any = addresses.get(0);
        int defaultPort = form == Form.SENTINEL ? DEFAULT_SENTINEL_PORT : DEFAULT_PORT;
        return new RedisUrl(
                form,
                addresses.stream()
                        .map(it -> new Server(it.host(), it.port().orElse(defaultPort)))
                        .toList(),
                tls,
                any.user(),
                any.password(),
                any.path().map(Integer::parseInt).orElse(0),
                master,
                any.parameter("sentinelpassword").map(Secret::new),
                any.parameter("ca").map(Path::of));
    }

    private void check() {
        // Clients disagree on what a lone name before the @ is, user or password: better to ask than to guess.
        Kind.require(user.isEmpty() || password.isPresent());
        Kind.require(database >= 0);
        Kind.require(form != Form.STANDALONE || servers.size() == 1);
        Kind.require(form != Form.CLUSTER || database == 0);
        Kind.require(master.isPresent() == (form == Form.SENTINEL));
        Kind.require(sentinelPassword.isEmpty() || form == Form.SENTINEL);
        Kind.require(authority.isEmpty() || tls);
    }

    @Override
    public String toString() {
        String scheme = (tls ? "rediss" : "redis")
                + (form == Form.STANDALONE ? "" : "-" + form.name().toLowerCase(Locale.ROOT));
        return scheme + "://" + servers.stream().map(Server::toString).collect(Collectors.joining(","))
                + (form == Form.CLUSTER ? "" : "/" + database)
                + master.map(name -> "#" + name).orElse("");
    }
}
