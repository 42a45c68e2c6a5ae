package dev.parley.server.http;

import dev.parley.protocol.HubException;
import dev.parley.server.auth.Authenticator;
import dev.parley.server.limit.Quota;
import dev.parley.server.trace.Tracer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The way of every request: CORS, body, session, CSRF, route, guard, handler, reply. The order can be observed from
 * outside ({@code contract/service.md} §2).
 */
final class Pipeline implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final Set<String> USUAL_METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Mono<Reply> NO_REPLY =
            Mono.error(() -> new IllegalStateException("A handler completed without a reply"));

    private final HttpOptions options;
    private final Cors cors;
    private final Csrf csrf;
    private final BodyReader bodies;
    private final ErrorReplies errors;
    private final ReplyWriter writer;
    private final Authenticator authenticator;
    private final Gate gate;
    private final WebSocketDoor webSockets;
    private final RequestObserver observer;
    private final Tracer tracer;
    private final Map<EventLoop, Scheduler> loops = new ConcurrentHashMap<>();

    Pipeline(
            HttpOptions options,
            Router router,
            Authenticator authenticator,
            WebSocketDoor webSockets,
            RequestObserver observer,
            Tracer tracer) {
        this.options = options;
        this.cors = new Cors(options);
        this.csrf = new Csrf(options);
        this.bodies = new BodyReader(options.maxBodyBytes());
        this.errors = new ErrorReplies(options.devMode());
        this.writer = new ReplyWriter(cors, errors);
        this.authenticator = authenticator;
        this.gate = new Gate(router, authenticator);
        this.webSockets = webSockets;
        this.observer = observer;
        this.tracer = tracer;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        Call call = new Call(request, options);
        RequestSpans.begin(tracer, call);
        if (Upgrades.isAsked(request)) {
            return upgrade(call, response);
        }
        return reply(call)
                .switchIfEmpty(NO_REPLY)
                .contextWrite(
                        context -> call.span().in(context.put(Quota.Observer.class, (Quota.Observer) call::setQuota)))
                .publishOn(loops.computeIfAbsent(call.channel().eventLoop(), Pipeline::onLoop))
                .onErrorResume(error -> Mono.just(errors.reply(call, error)))
                .doOnCancel(() -> observe(call, call.routeName(), RequestObserver.CLIENT_GONE))
                .flatMap(reply -> send(call, response, reply));
    }

    /** Handlers are ours and may throw as well as fail: both come out as an error of the result. */
    private Mono<Reply> reply(Call call) {
        try {
            if (cors.isPreflight(call)) {
                return Mono.just(cors.preflight(call));
            }
            if (!bodies.wants(call.request())) {
                return identified(call);
            }
            return bodies.read(call.request()).flatMap(body -> {
                call.setBody(body);
                return identified(call);
            });
        } catch (RuntimeException e) {
            return Mono.error(e);
        }
    }

    /** Only a browser has a cookie, and only then is there a session to look up and a forgery to fear. */
    private Mono<Reply> identified(Call call) {
        String cookie = SessionCookie.read(call.request().requestHeaders());
        if (cookie == null) {
            return gate.pass(call);
        }
        return authenticator
                .session(cookie)
                .doOnNext(session -> {
                    call.setSession(session);
                    csrf.check(call);
                })
                .then(Mono.defer(() -> gate.pass(call)));
    }

    private Mono<Void> send(Call call, HttpServerResponse response, Reply reply) {
        Mono<Void> sent = writer.write(call, response, reply);
        observe(call, call.routeName(), response.status().code());
        return sent;
    }

    private void observe(Call call, String route, int status) {
        if (!call.markObserved()) {
            return;
        }
        long nanos = System.nanoTime() - call.startedAt();
        String method = USUAL_METHODS.contains(call.method()) ? call.method() : "OTHER";
        observer.observed(route, method, status, nanos);
        RequestSpans.end(call, method, route, status);
        if (LOG.isDebugEnabled()) {
            call.span()
                    .in(LOG.atDebug())
                    .addKeyValue("request_id", call.requestId())
                    .log("{} {} {} {} us", method, ErrorReplies.loggable(call), status, nanos / 1000);
        }
    }

    private Publisher<Void> upgrade(Call call, HttpServerResponse response) {
        try {
            Upgrades.check(call);
        } catch (HubException e) {
            return send(call, response, errors.reply(call, e));
        }
        call.request().withConnection(connection -> connection.removeHandler(ConnectionGuard.NAME));
        observe(call, Upgrades.PATH, HttpResponseStatus.SWITCHING_PROTOCOLS.code());
        return webSockets.upgrade(call.request(), response);
    }

    /** Services answer from database threads; replies are encoded where they are written, without a hop if there. */
    private static Scheduler onLoop(EventLoop loop) {
        return Schedulers.fromExecutor(task -> {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        });
    }
}
