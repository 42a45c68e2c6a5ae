package dev.parley.server.http;

import dev.parley.protocol.HubException;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Session;
import dev.parley.server.limit.Quota;
import dev.parley.server.trace.Span;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.server.HttpServerRequest;

/**
 * One HTTP request on its way through the door, and what a handler is given: the request, who makes it, its body.
 * Confined to the request; the door fills it in step by step.
 */
public final class Call {

    private final HttpServerRequest request;
    private final Origin origin;
    private final Query query;
    private final String address;
    private final String path;
    private final long startedAt = System.nanoTime();
    private Channel channel;
    private boolean observed;
    private Body body = Body.EMPTY;
    private RouteMatch match;
    private Caller caller;
    private Session session;
    private String requestId;
    private volatile Quota quota;
    private Span span = Span.none();

    Call(HttpServerRequest request, HttpOptions options) {
        this.request = request;
        this.origin = new Origin(request, options);
        String target = RequestTarget.originForm(request.uri());
        int mark = target.indexOf('?');
        this.address = mark < 0 ? target : target.substring(0, mark);
        this.path = RequestTarget.withoutPrefix(address, options.basePath());
        this.query = new Query(mark < 0 ? "" : target.substring(mark + 1));
        request.withConnection(connection -> channel = connection.channel());
    }

    /** In upper case, such as {@code GET}. */
    public String method() {
        return request.method().name();
    }

    /** The raw path below the base path. */
    public String path() {
        return path;
    }

    /** The raw path as the client sent it, which relative links start from. */
    public String address() {
        return address;
    }

    /** The raw path below the base path, with the query. */
    String target() {
        int mark = request.uri().indexOf('?');
        return mark < 0 ? path : path + request.uri().substring(mark);
    }

    /** A variable segment of the route's template, decoded. */
    public String parameter(String name) {
        return match.value(name);
    }

    /** The first value of a query parameter; may be the empty text. */
    public Optional<String> query(String name) {
        return query.first(name);
    }

    /** A query parameter read leniently: leading digits count, {@code fallback} when there are none. */
    public long integer(String name, long fallback) {
        return query.integer(name, fallback);
    }

    /**
     * A query parameter that must start with an integer if it is given; empty when absent. Fails with
     * {@code VALIDATION_ERROR}.
     */
    public OptionalLong optionalInteger(String name) {
        return query.first(name).isEmpty() ? OptionalLong.empty() : OptionalLong.of(query.requiredInteger(name));
    }

    /** A query parameter that must be given and start with an integer. Fails with {@code VALIDATION_ERROR}. */
    public long requiredInteger(String name) {
        return query.requiredInteger(name);
    }

    /** A page size: {@code fallback} when absent, no number or 0, otherwise brought into 1 to {@code max}. */
    public int limit(String name, int fallback, int max) {
        long wanted = integer(name, 0);
        return wanted == 0 ? fallback : (int) Math.max(1, Math.min(max, wanted));
    }

    /** The first value of a request header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.requestHeaders().get(name));
    }

    /**
     * The value of a request header that says the same every time it comes. Fails with {@code VALIDATION_ERROR} for one
     * that does not: whoever reads the first value and whoever reads the last would take it for different requests.
     */
    Optional<String> unambiguousHeader(String name) {
        Set<String> values = Set.copyOf(request.requestHeaders().getAll(name));
        if (values.size() > 1) {
            throw HubException.invalid("The request has several headers " + name + " that differ: send one");
        }
        return values.stream().findFirst();
    }

    /** Who makes the request. Only on routes whose access asks for a caller. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException(
                    "A route with access " + match.route().access() + " has no caller");
        }
        return caller;
    }

    /** The caller of a route whose access is {@code bot(…)}. */
    public Caller.Bot bot() {
        return (Caller.Bot) caller();
    }

    /** The live session of the request's cookie, whatever the route asks for. */
    public Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /** The JSON body. */
    public Mono<Body> body() {
        return Mono.just(body);
    }

    /**
     * The bytes of a body that is not JSON, such as an upload, without a limit: read at most once. Buffers are released
     * after each is seen.
     */
    public ByteBufFlux content() {
        return request.receive();
    }

    /** Fails with {@code UNSUPPORTED_MEDIA_TYPE} when {@link #content()} is compressed. */
    public void requireNoEncoding() {
        BodyReader.requireNoEncoding(request);
    }

    /** The address the request came from: the right-most of {@code X-Forwarded-For}, else the peer. */
    public String clientIp() {
        return origin.clientIp();
    }

    public Optional<String> userAgent() {
        return header("User-Agent");
    }

    /** {@code http} or {@code https}, as the client used it. */
    public String scheme() {
        return origin.scheme();
    }

    /** The public host, with its port where it has one. */
    public String host() {
        return origin.host();
    }

    /** {@code scheme://host} and the base path: what to put in front of a path to get its absolute URL. */
    public String baseUrl() {
        return origin.baseUrl();
    }

    /** Names the request in logs: {@code X-Request-Id} when it is short, visible ASCII, else a new id. */
    public String requestId() {
        if (requestId == null) {
            requestId = RequestId.of(request.requestHeaders());
        }
        return requestId;
    }

    HttpServerRequest request() {
        return request;
    }

    Origin origin() {
        return origin;
    }

    /** The connection. */
    Channel channel() {
        return channel;
    }

    /** True the first time it is asked. */
    boolean markObserved() {
        boolean first = !observed;
        observed = true;
        return first;
    }

    /** {@link System#nanoTime()} when the request's head had arrived. */
    long startedAt() {
        return startedAt;
    }

    /** The template of the route, or {@link RequestObserver#UNMATCHED}. */
    String routeName() {
        return match == null ? RequestObserver.UNMATCHED : match.route().template();
    }

    /** Of the request. */
    Span span() {
        return span;
    }

    void setSpan(Span begun) {
        span = begun;
    }

    /** What is left to the caller of what it just used some of; null when the request used nothing limited. */
    Quota quota() {
        return quota;
    }

    /** May come from any thread. */
    void setQuota(Quota left) {
        quota = left;
    }

    /** The JSON body, for the door itself. */
    Body readBody() {
        return body;
    }

    void setBody(Body read) {
        body = read;
    }

    void setSession(Session live) {
        session = live;
    }

    void setMatch(RouteMatch found) {
        match = found;
    }

    void setCaller(Caller known) {
        caller = known;
    }
}
