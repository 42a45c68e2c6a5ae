package dev.parley.server;

import dev.parley.persistence.StorageException;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.netty.channel.AbortedException;

/** Tells refusals from bugs, for every door alike. */
public final class Failures {

    private Failures() {}

    /** What to answer a client; empty for a bug, which the caller logs and answers with {@code INTERNAL_ERROR}. */
    public static Optional<HubError> asHubError(Throwable error) {
        if (error instanceof HubException refusal) {
            return Optional.of(refusal.error());
        }
        if (error instanceof StorageException storage) {
            return ofStorage(storage.kind());
        }
        if (error instanceof TimeoutException) {
            return Optional.of(unavailable());
        }
        return Optional.empty();
    }

    /** Whether it only says that the peer is gone: nobody is left to be told, and nothing is wrong here. */
    public static boolean isPeerGone(Throwable error) {
        return error instanceof AbortedException || error instanceof IOException;
    }

    private static Optional<HubError> ofStorage(StorageException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> Optional.of(unavailable());
            case OVERLOADED, CONFLICT ->
                Optional.of(HubError.of(ErrorCode.OVERLOADED, "The server is overloaded; try again in a second")
                        .with("retry_after", 1));
            case DUPLICATE_KEY, FAILED -> Optional.empty();
        };
    }

    private static HubError unavailable() {
        return HubError.of(ErrorCode.STORAGE_UNAVAILABLE, "The database does not answer; try again in a few seconds")
                .with("retry_after", 5);
    }
}
