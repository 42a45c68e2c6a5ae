package dev.parley.server.ws;

import dev.parley.protocol.HubError;
import dev.parley.server.fanout.Connection.Close;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** What clients are told about each code, in ascending order. */
    public static final SortedMap<Integer, String> MEANINGS = meanings();

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

    private static SortedMap<Integer, String> meanings() {
        SortedMap<Integer, String> meanings = new TreeMap<>();
        meanings.put(1001, "The hub shuts down.");
        meanings.put(1002, "A frame of the client is not as RFC 6455 has it.");
        meanings.put(1007, "A text of the client is no UTF-8.");
        meanings.put(1008, "`since` or `epoch` in the URL is not valid; the reason says why.");
        meanings.put(1009, "A frame of the client was too large.");
        meanings.put(1011, "The hub has an error.");
        meanings.put(1012, "The hub restarts: connect again at once.");
        meanings.put(
                1013, "The client did not keep up with what it was sent, or the hub is overloaded: try again later.");
        meanings.put(
                4001, "The ticket is missing, unknown, used or too old, or the token is invalid, revoked or expired.");
        meanings.put(
                4002, "The session has ended, or the bot was deleted: do not come back with the same credentials.");
        meanings.put(4003, "The ticket is of another organisation than the bot.");
        meanings.put(4100, "The organisation is suspended.");
        meanings.put(4101, "The organisation was destroyed.");
        meanings.put(
                4403,
                "The bot is not, or no longer, active (the reason is `bot_pending_approval` or `bot_rejected`),"
                        + " or lost the role `admin` (`bot_demoted`) and may come back as a member.");
        return Collections.unmodifiableSortedMap(meanings);
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
            case VALIDATION_ERROR -> new Close(1008, refusal.message());
            case OVERLOADED, STORAGE_UNAVAILABLE -> new Close(1013, "try again later");
            default -> INTERNAL;
        };
    }
}
