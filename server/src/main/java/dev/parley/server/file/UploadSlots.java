package dev.parley.server.file;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Bounds the uploads that are under way, and so the space they take before they are counted. */
final class UploadSlots {

    private static final int MAX = 64;
    private static final int MAX_PER_BOT = 32;

    private final Map<BotId, Integer> taken = new HashMap<>();
    private int total;

    /** Does {@code work} while it holds a place; fails with {@code RATE_LIMITED} or {@code OVERLOADED}. */
    <T> Mono<T> during(BotId bot, Mono<T> work) {
        return Mono.defer(() -> {
            take(bot);
            return work.doFinally(signal -> free(bot));
        });
    }

    synchronized int taken() {
        return total;
    }

    private synchronized void take(BotId bot) {
        if (taken.getOrDefault(bot, 0) >= MAX_PER_BOT) {
            throw refused(ErrorCode.RATE_LIMITED, "The bot has " + MAX_PER_BOT + " uploads under way; wait for one");
        }
        if (total >= MAX) {
            throw refused(ErrorCode.OVERLOADED, "The server has too many uploads under way; try again in a second");
        }
        total++;
        taken.merge(bot, 1, Integer::sum);
    }

    private synchronized void free(BotId bot) {
        total--;
        taken.computeIfPresent(bot, (known, count) -> count == 1 ? null : count - 1);
    }

    private static HubException refused(ErrorCode code, String message) {
        return HubError.of(code, message).with("retry_after", 1).asException();
    }
}
