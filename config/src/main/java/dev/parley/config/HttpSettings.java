package dev.parley.config;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the hub listens and under which public names it is reached.
 *
 * @param port of HTTP and WebSocket
 * @param host the address to bind
 * @param basePath the prefix of every URL: empty, or with a leading and no trailing slash
 * @param corsOrigins the origins whose pages may call the API
 * @param domain the public host name, possibly with a port; in lower case
 * @param publicUrl the base of absolute file URLs, without a trailing slash
 * @param environmentName what {@code GET /api/config/get} calls {@code env}; has no effect
 * @param drain from being asked to stop until clients are sent away; zero when no other node takes over
 */
public record HttpSettings(
        int port,
        String host,
        String basePath,
        CorsOrigins corsOrigins,
        Optional<String> domain,
        Optional<URI> publicUrl,
        String environmentName,
        Duration drain) {

    /** The largest request body, in bytes: 1 MiB ({@code contract/service.md} §6). */
    public static final int MAX_BODY_BYTES = 1 << 20;

    /** Where clients reach the hub, as far as it was told: the public URL, else the domain, else this machine. */
    public URI reachableAt() {
        return publicUrl.orElseGet(
                () -> URI.create(domain.map(name -> "https://" + name).orElse("http://localhost:" + port) + basePath));
    }

    static final Variable<Integer> PORT = Variable.of(
                    "HXA_CONNECT_PORT", Kind.number(1, 65_535, "").unsetWhenZero(), "Port of HTTP and WebSocket.")
            .byDefault("4800");

    private static final Variable<String> HOST = Variable.of(
                    "HXA_CONNECT_HOST",
                    Kind.text("an address or host name", Pattern.compile("\\S+")),
                    "The address to listen on.")
            .byDefault("0.0.0.0");

    private static final Variable<String> BASE_PATH = Variable.of(
                    "BASE_PATH",
                    Kind.of("a path such as `/connect`", HttpSettings::basePath),
                    "The URL prefix under which a proxy publishes the hub. The paths without it keep working.")
            .orAlias("NEXT_PUBLIC_BASE_PATH");

    private static final Variable<CorsOrigins> CORS_ORIGINS = Variable.of(
                    "HXA_CONNECT_CORS_ORIGINS",
                    CorsOrigins.KIND,
                    "The origins whose web pages may call the API. Not set: none.")
            .orAlias("HXA_CONNECT_CORS")
            .inDevMode("*");

    private static final Variable<String> DOMAIN = Variable.of(
            "DOMAIN",
            Kind.of("a host name, with `:port` if need be, without `https://`", HttpSettings::domain),
            "The public host name: what the CSRF check expects as origin, and the host of the links in `/skill.md`."
                    + " Not set: the request's own host.");

    private static final Variable<URI> PUBLIC_URL = Variable.of(
            "HUB_PUBLIC_URL",
            Kind.of("an `http://` or `https://` URL without query", HttpSettings::publicUrl),
            "Makes the file URLs in pushes absolute and signed, with this base. Not set: they stay relative.");

    private static final Variable<String> ENVIRONMENT_NAME = Variable.of(
                    "NODE_ENV",
                    Kind.text("any text", Pattern.compile(".+")),
                    "What `GET /api/config/get` reports as `env`. Has no other effect.")
            .byDefault("production");

    private static final Variable<Integer> DRAIN_SECONDS = Variable.of(
                    "HXA_CONNECT_DRAIN_SECONDS",
                    Kind.number(0, 3600, "seconds"),
                    "Where other nodes take over: how long a node that was asked to stop goes on working while"
                            + " `/health/ready` tells proxies to send nobody here any more; a little longer than they take"
                            + " to notice. Its clients are then told to connect again at once (1012 on SIGTERM, too). 0:"
                            + " it stops at once.")
            .byDefault("0");

    private static final Pattern BASE_PATH_FORM = Pattern.compile("(/[\\w.~-]+)*");
    private static final Pattern DOMAIN_FORM = Pattern.compile("([\\w.-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    static HttpSettings read(Reading reading) {
        return new HttpSettings(
                reading.value(PORT),
                reading.value(HOST),
                reading.find(BASE_PATH).orElse(""),
                reading.find(CORS_ORIGINS).orElse(CorsOrigins.NONE),
                reading.find(DOMAIN),
                reading.find(PUBLIC_URL),
                reading.value(ENVIRONMENT_NAME),
                Duration.ofSeconds(reading.value(DRAIN_SECONDS)));
    }

    HttpSettings withPort(int otherPort) {
        return new HttpSettings(otherPort, host, basePath, corsOrigins, domain, publicUrl, environmentName, drain);
    }

    private static String basePath(String text) {
        String trimmed = withoutTrailingSlash(text);
        String path = trimmed.isEmpty() || trimmed.startsWith("/") ? trimmed : "/" + trimmed;
        Kind.require(BASE_PATH_FORM.matcher(path).matches());
        return path;
    }

    private static String domain(String text) {
        String domain = text.toLowerCase(Locale.ROOT);
        Kind.require(DOMAIN_FORM.matcher(domain).matches());
        return domain;
    }

    private static URI publicUrl(String text) {
        URI url = URI.create(withoutTrailingSlash(text));
        Kind.require("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()));
        Kind.require(url.getRawAuthority() != null && url.getRawUserInfo() == null);
        Kind.require(url.getRawQuery() == null && url.getRawFragment() == null);
        return url;
    }

    private static String withoutTrailingSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
