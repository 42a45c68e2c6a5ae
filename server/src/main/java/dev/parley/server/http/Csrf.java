package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Refuses changes that a browser makes with its session cookie on behalf of a foreign page. */
final class Csrf {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

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
        URI origin = parse(call.request().requestHeaders().get(HttpHeaderNames.ORIGIN));
        if (expected == null || expected.isEmpty() || origin == null || origin.getHost() == null) {
            return false;
        }
        String host = origin.getHost().toLowerCase(Locale.ROOT);
        String wanted = expected.toLowerCase(Locale.ROOT);
        return host.equals(wanted) || (host + ":" + origin.getPort()).equals(wanted);
    }

    private static String withoutPort(String host) {
        if (host == null) {
            return null;
        }
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static URI parse(String origin) {
        try {
            return origin == null ? null : new URI(origin);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
