package dev.parley.server.journal;

import dev.parley.protocol.HubException;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What a {@link Command} came to when even its refusal is to be committed, as when the audit log tells of it.
 *
 * @param <T> the answer of a command that was let through
 */
public final class Verdict<T> {

    private final T value;
    private final HubException refusal;

    private Verdict(T value, HubException refusal) {
        this.value = value;
        this.refusal = refusal;
    }

    public static <T> Verdict<T> granted(T value) {
        return new Verdict<>(value, null);
    }

    public static <T> Verdict<T> denied(HubException refusal) {
        return new Verdict<>(null, refusal);
    }

    /** What was granted; empty for a refusal. */
    Optional<T> granted() {
        return Optional.ofNullable(value);
    }

    /** To be asked for outside the lane, after the commit: the answer, or the refusal as an error. */
    public Mono<T> answer() {
        return refusal == null ? Mono.just(value) : Mono.error(refusal);
    }
}
