package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses changes that a browser makes with its session cookie on behalf of a foreign page. */
final class Csrf {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** {@code java.net.URI} would not do: it finds no host in a name with an underscore, as container networks have them. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://(?<host>[\\w.-]+|\\[[0-9a-f:.]+])(?<port>(:\\d+)?)/?");

    private final HttpOptions options;

    Csrf(HttpOptions options) {
        this.options = options;
    }

    /** To be asked when the request carries a live session; fails with {@code CSRF_ERROR}. */
    void check(Call call) {
        boolean concerned = CHANGING.contains(call.method())
                && !call.request().requestHeaders().contains(HttpHeaderNames.AUTHORIZATION);
        if (concerned && !fromOwnPage(call)) {
            throw HubException.of(
                    ErrorCode.CSRF_ERROR, "With a session, a change must come from a page of this hub (Origin header)");
        }
    }

    /** Scheme and port do not matter when the host name is ours: TLS ends at the proxy, and so may the port. */
    private boolean fromOwnPage(Call call) {
        String expected =
                options.domain().orElseGet(() -> withoutPort(call.origin().requestedHost()));
        String given = call.request().requestHeaders().get(HttpHeaderNames.ORIGIN, "");
        Matcher origin = ORIGIN.matcher(given.toLowerCase(Locale.ROOT));
        if (expected == null || !origin.matches()) {
            return false;
        }
        String host = origin.group("host");
        String wanted = expected.toLowerCase(Locale.ROOT);
        return host.equals(wanted) || (host + origin.group("port")).equals(wanted);
    }

    private static String withoutPort(String host) {
        if (host == null) {
            return null;
        }
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
