package dev.parley.server.ws;

import dev.parley.protocol.HubError;
import dev.parley.server.fanout.Connection.Close;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Optional;

/** The close codes clients act on; after 4002 they never come back, after 1012 they do so at once. */
public final class CloseCodes {

    public static final Close SHUTDOWN = new Close(1001, "the server is shutting down");
    public static final Close RESTART = new Close(1012, "the server is restarting");
    public static final Close FRAME_TOO_LARGE = new Close(1009, "a frame was larger than 1 MiB");
    public static final Close INTERNAL = new Close(1011, "internal error");
    public static final Close SESSION_ENDED = new Close(4002, "session ended");
    public static final Close BOT_DELETED = new Close(4002, "bot deleted");
    public static final Close TOKEN_GONE = new Close(4001, "token revoked or expired");
    public static final Close ORG_SUSPENDED = new Close(4100, "organisation suspended");
    public static final Close ORG_DESTROYED = new Close(4101, "organisation destroyed");
    public static final Close BOT_REJECTED = new Close(4403, "bot_rejected");
    public static final Close BOT_DEMOTED = new Close(4403, "bot_demoted");
    public static final Close BOT_PENDING = new Close(4403, "bot_pending_approval");

    private CloseCodes() {}

    /** The close that tells a client what is wrong with its frames; empty when the connection is just gone. */
    static Optional<Close> ofUnreadable(Throwable error) {
        if (error instanceof TooLongFrameException) {
            return Optional.of(FRAME_TOO_LARGE);
        }
        return error instanceof CorruptedWebSocketFrameException broken
                ? Optional.of(ofViolation(broken))
                : Optional.empty();
    }

    private static Close ofViolation(CorruptedWebSocketFrameException broken) {
        boolean tooLarge = WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(broken.closeStatus());
        return tooLarge ? FRAME_TOO_LARGE : new Close(broken.closeStatus().code(), broken.getMessage());
    }

    /** The close that tells a client why its ticket did not let it in. */
    static Close of(HubError refusal) {
        return switch (refusal.code()) {
            case AUTH_REQUIRED, INVALID_TICKET, INVALID_TOKEN, TOKEN_EXPIRED ->
                new Close(4001, "ticket or token invalid");
            case SESSION_INVALID -> SESSION_ENDED;
            case ORG_MISMATCH -> new Close(4003, "organisation mismatch");
            case ORG_SUSPENDED, ORG_INACTIVE -> ORG_SUSPENDED;
            case ORG_DESTROYED -> ORG_DESTROYED;
            case BOT_NOT_ACTIVE ->
                "pending".equals(String.valueOf(refusal.details().get("join_status"))) ? BOT_PENDING : BOT_REJECTED;
            case OVERLOADED, STORAGE_UNAVAILABLE -> new Close(1013, "try again later");
            default -> INTERNAL;
        };
    }
}
