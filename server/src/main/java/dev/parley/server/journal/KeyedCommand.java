package dev.parley.server.journal;

import dev.parley.persistence.idempotency.IdempotencyRepository;
import dev.parley.persistence.idempotency.KeyedAnswer;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.idempotency.IdempotencyKey;
import reactor.core.publisher.Mono;

/**
 * A command that came with an idempotency key. It runs unless there is an answer for its key, and leaves its own answer in
 * the same transaction; a repeat is given that one, before any check: whatever has changed meanwhile, this was done.
 */
final class KeyedCommand<T> implements Command<T> {

    private final IdempotencyKey key;
    private final AnswerForm<T> form;
    private final Command<T> command;
    private final IdempotencyRepository answers;
    private final IdempotencyMetrics metrics;

    KeyedCommand(
            IdempotencyKey key,
            AnswerForm<T> form,
            Command<T> command,
            IdempotencyRepository answers,
            IdempotencyMetrics metrics) {
        this.key = key;
        this.form = form;
        this.command = command;
        this.answers = answers;
        this.metrics = metrics;
    }

    IdempotencyKey key() {
        return key;
    }

    /** The lane has been told which keys have an answer, see {@link Repeats#recall}. */
    @Override
    public Mono<T> run(LaneTransaction lane) {
        String first = lane.answered().get(key.id());
        if (first == null) {
            return command.run(lane).doOnNext(answer -> keep(lane, answer));
        }
        if (!first.equals(key.fingerprint())) {
            lane.afterCommit(metrics::refused);
            return Mono.error(reused());
        }
        lane.afterCommit(metrics::replayed);
        return answers.answer(lane, lane.org(), key.id(), Repeats.tooOld(lane.nowMillis()))
                .map(form::read);
    }

    private void keep(LaneTransaction lane, T answer) {
        form.write(answer).ifPresent(json -> {
            KeyedAnswer kept = new KeyedAnswer(key.id(), key.fingerprint(), json, lane.nowMillis());
            lane.insertLater(IdempotencyRepository.INTO, kept.row(lane.org()));
            lane.answered().put(key.id(), key.fingerprint());
        });
    }

    private static HubException reused() {
        return HubException.of(
                ErrorCode.IDEMPOTENCY_KEY_REUSED,
                "The idempotency key came with another request less than 24 h ago: use a new key for a new request, and"
                        + " repeat a request exactly as it was, through the same door");
    }
}
