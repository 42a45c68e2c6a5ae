package dev.parley.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of {@code scheme://user:password@host:port/path?query}, decoded; what is absent is empty.
 *
 * <p>{@link java.net.URI} is of no use here: it finds no host in a name with an underscore, which container networks
 * commonly have.
 *
 * @param host without the brackets of an IPv6 address
 * @param query still encoded
 */
record ServerAddress(
        String scheme,
        Optional<String> user,
        Optional<Secret> password,
        String host,
        OptionalInt port,
        Optional<String> path,
        Optional<String> query) {

    private static final Pattern FORM = Pattern.compile("(?<scheme>[a-z-]+)://"
            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?:\\[(?<literal>[0-9A-Fa-f:.]+)]|(?<name>[\\w.-]+))(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<path>[^?#]*))?(?:\\?(?<query>[^#]*))?");

    static ServerAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        Kind.require(parts.matches());
        return new ServerAddress(
                parts.group("scheme"),
                part(parts, "user"),
                part(parts, "password").map(Secret::new),
                part(parts, "literal").orElseGet(() -> parts.group("name")),
                port(parts.group("port")),
                part(parts, "path"),
                Optional.ofNullable(parts.group("query")));
    }

    private static Optional<String> part(Matcher parts, String name) {
        return Optional.ofNullable(parts.group(name)).map(ServerAddress::decode).filter(part -> !part.isEmpty());
    }

    private static OptionalInt port(String digits) {
        if (digits == null) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(digits);
        Kind.require(1 <= port && port <= 65_535);
        return OptionalInt.of(port);
    }

    /** A parameter of the query, decoded. */
    Optional<String> parameter(String name) {
        return query.stream()
                .flatMap(text -> Arrays.stream(text.split("&", -1)))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> decode(parameter.substring(name.length() + 1)))
                .findFirst();
    }

    /** The JDK's decoder is for forms, where a plus is a space; in a URL it is a plus. */
    static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The host as it stands in a URL. */
    static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
