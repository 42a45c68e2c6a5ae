package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class JobsTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Jobs jobs = new Jobs(Turns.ALONE, time);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        stop();
    }

    private void stop() {
        jobs.stop().subscribe(nothing -> {}, error -> {}, () -> done.add("stopped"));
    }

    @Test
    void whatIsInProgressEndsBeforeTheJobsHaveStopped() {
        Sinks.Empty<Void> end = Sinks.empty();
        jobs.every(
                Duration.ofSeconds(2), "work", work("begun").then(end.asMono()).then(work("ended")));
        pass(Duration.ofSeconds(2));
        stop();
        assertThat(done).containsExactly("begun");
        end.tryEmitEmpty();
        assertThat(done).containsExactly("begun", "ended", "stopped");
        pass(Duration.ofSeconds(10));
        assertThat(done).hasSize(3);
    }

    @Test
    void whatDoesNotEndIsCutOff() {
        jobs.every(Duration.ofSeconds(2), "endless", Mono.<Void>never().doOnCancel(() -> done.add("cancelled")));
        pass(Duration.ofSeconds(2));
        stop();
        pass(Duration.ofSeconds(4));
        assertThat(done).contains("cancelled", "stopped");
    }

    @Test
    void workComesRoundAfterEachPause() {
        jobs.every(Duration.ofSeconds(2), "work", work("work"));
        pass(Duration.ofSeconds(1));
        assertThat(done).isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(done).containsExactly("work", "work", "work");
    }

    @Test
    void whatFailsIsTriedAgain() {
        jobs.every(Duration.ofSeconds(2), "work", work("work").then(Mono.error(new IllegalStateException("no"))));
        pass(Duration.ofSeconds(4));
        assertThat(done).hasSize(2);
    }

    @Test
    void cleaningUpIsDoneOneKindAfterTheOther() {
        jobs.cleanUp("one", work("one"));
        jobs.cleanUp("failing", Mono.error(new IllegalStateException("no")));
        jobs.cleanUp("other", work("other"));
        pass(Duration.ofSeconds(30));
        assertThat(done).containsExactly("one", "other");
        pass(Duration.ofHours(6));
        assertThat(done).containsExactly("one", "other", "one", "other");
    }

    @Test
    void aKindThatNeverEndsKeepsTheOthersFromTheirTurnForSomeHoursOnly() {
        jobs.cleanUp("endless", Mono.<Void>never().doOnCancel(() -> done.add("cancelled")));
        jobs.cleanUp("other", work("other"));
        pass(Duration.ofHours(6));
        assertThat(done).isEmpty();
        pass(Duration.ofSeconds(30));
        assertThat(done).containsExactly("cancelled", "other");
    }

    private Mono<Void> work(String name) {
        return Mono.fromRunnable(() -> done.add(name));
    }

    private void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }
}
