package dev.parley.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which web pages of other origins may call the API. Credentials are never allowed: cookies do not work cross-origin. */
final class Cors {

    private static final String METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";

    private final boolean any;
    private final Set<String> listed;

    Cors(HttpOptions options) {
        this.any = options.corsOrigins().contains("*");
        this.listed = options.corsOrigins().stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** With CORS configured, every {@code OPTIONS} is a preflight and goes no further. */
    boolean isPreflight(Call call) {
        return !listed.isEmpty() && call.method().equals("OPTIONS");
    }

    Reply preflight(Call call) {
        Reply reply = Reply.empty(204)
                .header("Access-Control-Allow-Methods", METHODS)
                .header("Vary", "Access-Control-Request-Headers");
        return call.header("Access-Control-Request-Headers")
                .map(requested -> reply.header("Access-Control-Allow-Headers", requested))
                .orElse(reply);
    }

    /** Adds to any response what lets the page that asked read it. */
    void addTo(HttpHeaders response, HttpHeaders request) {
        if (listed.isEmpty()) {
            return;
        }
        if (any) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            return;
        }
        response.add(HttpHeaderNames.VARY, "Origin");
        String origin = request.get(HttpHeaderNames.ORIGIN);
        if (origin != null && listed.contains(origin.toLowerCase(Locale.ROOT))) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
    }
}
