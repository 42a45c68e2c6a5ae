package dev.parley.server.openapi;

import dev.parley.protocol.ErrorCode;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Operation;
import dev.parley.server.http.Route;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The errors of a route: those it names, and those that every route of its method and guard has. */
final class ImpliedFailures {

    private static final Set<ErrorCode> OF_CREDENTIALS = EnumSet.of(
            ErrorCode.AUTH_REQUIRED,
            ErrorCode.INVALID_TOKEN,
            ErrorCode.TOKEN_EXPIRED,
            ErrorCode.SESSION_INVALID,
            ErrorCode.BOT_NOT_ACTIVE,
            ErrorCode.ORG_MISMATCH,
            ErrorCode.ORG_SUSPENDED,
            ErrorCode.ORG_DESTROYED);

    private static final Set<ErrorCode> OF_EVERY_ROUTE = EnumSet.of(
            ErrorCode.VALIDATION_ERROR, ErrorCode.INTERNAL_ERROR, ErrorCode.OVERLOADED, ErrorCode.STORAGE_UNAVAILABLE);

    private ImpliedFailures() {}

    /** The codes of a route's errors by their status, in ascending order. */
    static Map<Integer, Set<ErrorCode>> of(Route route, Operation operation) {
        Map<Integer, Set<ErrorCode>> byStatus = new TreeMap<>();
        OF_EVERY_ROUTE.forEach(code -> add(byStatus, code.status(), code));
        if (!route.method().equals("GET")) {
            add(byStatus, 413, ErrorCode.PAYLOAD_TOO_LARGE);
            add(byStatus, 415, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
            add(byStatus, 403, ErrorCode.CSRF_ERROR);
        }
        if (operation.repeatable()) {
            add(byStatus, 422, ErrorCode.IDEMPOTENCY_KEY_REUSED);
        }
        addGuard(byStatus, route.access());
        operation.errors().forEach(failure -> add(byStatus, failure.status(), failure.code()));
        return byStatus;
    }

    private static void addGuard(Map<Integer, Set<ErrorCode>> byStatus, Access access) {
        if (access.needsCaller()) {
            OF_CREDENTIALS.forEach(code -> add(byStatus, code.status(), code));
        }
        switch (access.kind()) {
            case SESSION, SUPER_ADMIN -> add(byStatus, 401, ErrorCode.AUTH_REQUIRED);
            case ORG_ADMIN, BOT, ORG_OR_BOT -> add(byStatus, 403, ErrorCode.FORBIDDEN);
            case OPEN, AUTHENTICATED -> {}
        }
        if (!access.scopes().isEmpty()) {
            add(byStatus, 403, ErrorCode.INSUFFICIENT_SCOPE);
        }
    }

    private static void add(Map<Integer, Set<ErrorCode>> byStatus, int status, ErrorCode code) {
        byStatus.computeIfAbsent(status, none -> EnumSet.noneOf(ErrorCode.class))
                .add(code);
    }
}
