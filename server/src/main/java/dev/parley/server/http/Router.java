package dev.parley.server.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.server.auth.Access;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The route table, filled at start. A literal segment wins over a variable one; {@code GET} routes answer {@code HEAD};
 * a trailing slash is tolerated; case matters.
 */
public final class Router {

    private final List<Route> routes = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private Handler elsewhere;

    @CanIgnoreReturnValue
    public Router get(String template, Access access, Handler handler, Operation operation) {
        return add(new Route("GET", template, access, handler, Optional.of(operation)));
    }

    @CanIgnoreReturnValue
    public Router post(String template, Access access, Handler handler, Operation operation) {
        return add(new Route("POST", template, access, handler, Optional.of(operation)));
    }

    @CanIgnoreReturnValue
    public Router put(String template, Access access, Handler handler, Operation operation) {
        return add(new Route("PUT", template, access, handler, Optional.of(operation)));
    }

    @CanIgnoreReturnValue
    public Router patch(String template, Access access, Handler handler, Operation operation) {
        return add(new Route("PATCH", template, access, handler, Optional.of(operation)));
    }

    @CanIgnoreReturnValue
    public Router delete(String template, Access access, Handler handler, Operation operation) {
        return add(new Route("DELETE", template, access, handler, Optional.of(operation)));
    }

    /** A route the OpenAPI document does not mention: what is no part of the API, or another name for something. */
    @CanIgnoreReturnValue
    public Router hidden(String method, String template, Access access, Handler handler) {
        return add(new Route(method, template, access, handler, Optional.empty()));
    }

    /** Fails with {@link IllegalStateException} when a route of that method and shape exists. */
    @CanIgnoreReturnValue
    private Router add(Route route) {
        String shape = route.method() + route.template().replaceAll("\\{[^/]*}", "{}");
        if (!taken.add(shape)) {
            throw new IllegalStateException("Two routes for " + route);
        }
        routes.add(route);
        return this;
    }

    /** What a {@code GET} of any other path outside of the API is answered with, for those who can be authenticated. */
    public void elsewhere(Handler handler) {
        elsewhere = handler;
    }

    Optional<Handler> elsewhere() {
        return Optional.ofNullable(elsewhere);
    }

    /** Every route, in the order in which they were added. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }
}
