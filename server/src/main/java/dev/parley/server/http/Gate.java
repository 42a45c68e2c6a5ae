package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.auth.Access;
import dev.parley.server.auth.Authenticator;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Credentials;
import dev.parley.server.auth.Session;
import dev.parley.server.auth.SessionRole;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Leads a request to its route and past the route's guard. */
final class Gate {

    private static final String BEARER = "Bearer ";

    private final RouteTree routes;
    private final Optional<Handler> elsewhere;
    private final Authenticator authenticator;

    Gate(Router router, Authenticator authenticator) {
        this.routes = new RouteTree(router.routes());
        this.elsewhere = router.elsewhere();
        this.authenticator = authenticator;
    }

    /** The handler's answer; an unknown path is 404 only to those who can be authenticated. */
    Mono<Reply> pass(Call call) {
        RouteMatch match = routes.find(call.method(), call.path());
        if (match == null) {
            return authenticated(call).flatMap(caller -> unknown(call));
        }
        call.setMatch(match);
        Route route = match.route();
        if (route.handler().judges(call)) {
            return route.handler().handle(call);
        }
        if (!route.access().needsCaller()) {
            checkSession(call, route.access());
            match.requireDecodable();
            return route.handler().handle(call);
        }
        return authenticated(call).flatMap(caller -> {
            route.access().check(caller);
            call.setCaller(caller);
            match.requireDecodable();
            return Repeatable.handle(call, route);
        });
    }

    /** What is unknown to the API says so; whoever looks for a page may be led to one. */
    private Mono<Reply> unknown(Call call) {
        boolean forPage = call.method().equals("GET") && !call.path().startsWith("/api/");
        return elsewhere
                .filter(handler -> forPage)
                .map(handler -> handler.handle(call))
                .orElseGet(() -> Mono.error(HubException.notFound("Endpoint")));
    }

    private void checkSession(Call call, Access access) {
        if (access.kind() == Access.Kind.SUPER_ADMIN) {
            call.setCaller(superAdmin(call));
        } else if (access.kind() == Access.Kind.SESSION && call.session().isEmpty()) {
            throw HubException.of(ErrorCode.AUTH_REQUIRED, "Log in first: this needs a session cookie");
        }
    }

    private Caller superAdmin(Call call) {
        Optional<Session> session = call.session().filter(live -> live.role() == SessionRole.SUPER_ADMIN);
        if (session.isEmpty() && !authenticator.superAdminIsOpen()) {
            throw HubException.of(ErrorCode.AUTH_REQUIRED, "Log in as super admin first");
        }
        return new Caller.SuperAdmin(session.map(Session::info));
    }

    private Mono<Caller> authenticated(Call call) {
        Credentials credentials = credentials(call);
        return credentials.isEmpty()
                ? Mono.error(HubException.of(
                        ErrorCode.AUTH_REQUIRED, "Send Authorization: Bearer <token>, or log in for a session"))
                : authenticator.authenticate(credentials);
    }

    private static Credentials credentials(Call call) {
        HttpHeaders headers = call.request().requestHeaders();
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        boolean bearer =
                authorization != null && authorization.startsWith(BEARER) && authorization.length() > BEARER.length();
        return new Credentials(
                call.session(),
                bearer ? Optional.of(authorization.substring(BEARER.length())) : Optional.empty(),
                call.header("X-Org-Id").filter(id -> !id.isEmpty()));
    }
}
