package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.server.Failures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;

/** The only place where something thrown becomes an HTTP answer, and where a bug is logged. */
final class ErrorReplies {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);
    private static final Pattern SECRET = Pattern.compile("\\b(bot|scoped|tkt|hxa)_[0-9a-f]{8,}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");
    private static final int MAX_LOGGED = 256;
    private static final String UNEXPECTED = "Internal server error";

    private final boolean devMode;

    ErrorReplies(boolean devMode) {
        this.devMode = devMode;
    }

    Reply reply(Call call, Throwable thrown) {
        Throwable cause = Exceptions.unwrap(thrown);
        Optional<HubError> refusal = Failures.asHubError(cause);
        if (refusal.isPresent()) {
            return reply(refusal.get());
        }
        if (Failures.isPeerGone(cause) && !call.channel().isActive()) {
            LOG.atDebug()
                    .addKeyValue("request_id", call.requestId())
                    .log("{} {}: the client left", call.method(), loggable(call));
            return Reply.empty(RequestObserver.CLIENT_GONE);
        }
        call.span()
                .in(LOG.atError())
                .addKeyValue("request_id", call.requestId())
                .setCause(cause)
                .log("{} {} failed", call.method(), loggable(call));
        return unexpected(cause);
    }

    /** The body that every error has. */
    static Reply reply(HubError error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error.message());
        body.put("code", error.code());
        body.putAll(error.details());
        Reply reply = Reply.of(error.status(), body);
        Object retryAfter = error.details().get("retry_after");
        return retryAfter == null ? reply : reply.header("Retry-After", retryAfter.toString());
    }

    private Reply unexpected(Throwable cause) {
        HubError error = HubError.of(ErrorCode.INTERNAL_ERROR, UNEXPECTED);
        if (!devMode) {
            return reply(error);
        }
        StringWriter stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        return reply(HubError.of(ErrorCode.INTERNAL_ERROR, String.valueOf(cause.getMessage()))
                .with("stack", stack.toString()));
    }

    /** The path as a log may show it: a path can name a ticket, and a client can put anything there. */
    static String loggable(Call call) {
        String path = call.path();
        String head = path.length() > MAX_LOGGED ? path.substring(0, MAX_LOGGED) : path;
        return UNPRINTABLE.matcher(SECRET.matcher(head).replaceAll("$1_***")).replaceAll("?");
    }
}
