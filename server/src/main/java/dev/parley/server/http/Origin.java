package dev.parley.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import reactor.netty.http.server.HttpServerRequest;

/** Where a request came from and under which name it reached the hub, given that one proxy in front may say so. */
final class Origin {

    private static final Pattern HOST = Pattern.compile("[\\w.-]+(:\\d+)?|\\[[0-9A-Fa-f:.]+](:\\d+)?");

    private final HttpServerRequest request;
    private final HttpOptions options;

    Origin(HttpServerRequest request, HttpOptions options) {
        this.request = request;
        this.options = options;
    }

    /** What the proxy added last to {@code X-Forwarded-For} is what it saw; everything before it is hearsay. */
    String clientIp() {
        List<String> forwarded = request.requestHeaders().getAll("X-Forwarded-For");
        if (!forwarded.isEmpty()) {
            String last = forwarded.get(forwarded.size() - 1);
            String address = last.substring(last.lastIndexOf(',') + 1).strip();
            if (NetUtil.isValidIpV4Address(address) || NetUtil.isValidIpV6Address(address)) {
                return address;
            }
        }
        InetSocketAddress peer = request.remoteAddress();
        return peer == null || peer.getAddress() == null
                ? "unknown"
                : peer.getAddress().getHostAddress();
    }

    String scheme() {
        String forwarded = first("X-Forwarded-Proto");
        return "http".equals(forwarded) || "https".equals(forwarded) ? forwarded : request.scheme();
    }

    /** The configured domain, else what the client asked for; a name that is none is not repeated. */
    String host() {
        return options.domain().orElseGet(() -> {
            String requested = requestedHost();
            return requested == null || !HOST.matcher(requested).matches() ? "localhost" : requested;
        });
    }

    String baseUrl() {
        return scheme() + "://" + host() + options.basePath();
    }

    /** The host by which the browser knows this server, or null. */
    String requestedHost() {
        String forwarded = first("X-Forwarded-Host");
        return forwarded != null ? forwarded : request.requestHeaders().get(HttpHeaderNames.HOST);
    }

    private String first(String name) {
        HttpHeaders headers = request.requestHeaders();
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        int comma = value.indexOf(',');
        return (comma < 0 ? value : value.substring(0, comma)).strip();
    }
}
