package dev.parley.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class UploadSlotsTest {

    private final UploadSlots slots = new UploadSlots();

    private Disposable upload(BotId bot) {
        return slots.during(bot, Mono.never()).subscribe();
    }

    private static Consumer<Throwable> refusedWith(ErrorCode code) {
        return error -> assertThat(((HubException) error).error().code()).isEqualTo(code);
    }

    @Test
    void aBotHasHalfOfThemAtMost() {
        BotId bot = BotId.next();
        Disposable first = upload(bot);
        Stream.generate(() -> bot).limit(31).forEach(this::upload);
        StepVerifier.create(slots.during(bot, Mono.just(1))).verifyErrorSatisfies(refusedWith(ErrorCode.RATE_LIMITED));
        StepVerifier.create(slots.during(BotId.next(), Mono.just(1)))
                .expectNext(1)
                .verifyComplete();
        first.dispose();
        StepVerifier.create(slots.during(bot, Mono.just(1))).expectNext(1).verifyComplete();
    }

    @Test
    void allTogetherHaveSixtyFour() {
        Supplier<BotId> bots = BotId::next;
        Stream.generate(bots).limit(64).forEach(this::upload);
        StepVerifier.create(slots.during(BotId.next(), Mono.just(1)))
                .verifyErrorSatisfies(refusedWith(ErrorCode.OVERLOADED));
        assertThat(slots.taken()).isEqualTo(64);
    }

    @Test
    void aPlaceIsFreeAgainHoweverItEnds() {
        StepVerifier.create(slots.during(BotId.next(), Mono.error(new IllegalStateException("broken"))))
                .verifyError();
        upload(BotId.next()).dispose();
        assertThat(slots.taken()).isZero();
    }
}
