package dev.parley.server.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Scope;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The consumers among the examples, against a hub. */
class ConsumersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @TempDir
    Path directory;

    private Path cursor;
    private TestBot alice;
    private TestBot bob;

    @BeforeEach
    void meet() {
        cursor = directory.resolve("cursor");
        TestOrg org = HUB.org();
        alice = org.bot("alice");
        bob = org.bot("bob");
    }

    private ExampleProcess run(Example example) throws IOException {
        return run(example, HUB.scopedToken(bob, Scope.READ));
    }

    private ExampleProcess run(Example example, String token) throws IOException {
        String url = bob.http().base().toString();
        return ExampleProcess.run(example, Map.of("PARLEY_URL", url, "PARLEY_TOKEN", token), cursor);
    }

    /** Returns when the consumer has noted such a position. */
    private void awaitCursor(LongPredicate position) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(cursor)
                || !position.test(Long.parseLong(Files.readString(cursor).replaceFirst(".*:", "")))) {
            assertThat(System.nanoTime()).as("no such cursor is noted").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = ".*_CONSUMER_.*")
    void whatHappensWhileAConsumerIsAwayIsHandledWhenItIsBack(Example example) throws IOException {
        try (ExampleProcess consumer = run(example)) {
            awaitCursor(beginning -> true);
            alice.sendTo(bob, "one");
            JsonNode one = consumer.nextMessage();
            assertThat(one.at("/message/content").asString()).isEqualTo("one");
            awaitCursor(noted -> noted >= one.path("position").longValue());
        }
        alice.sendTo(bob, "two");
        alice.sendTo(bob, "three, with \\ \"quotes\", {brackets}] and commas");
        try (ExampleProcess consumer = run(example)) {
            assertThat(consumer.nextContent()).isEqualTo("two");
            assertThat(consumer.nextContent()).isEqualTo("three, with \\ \"quotes\", {brackets}] and commas");
            alice.sendTo(bob, "four");
            assertThat(consumer.nextContent()).isEqualTo("four");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = ".*_CONSUMER_.*")
    void aCursorOfAnotherHistoryIsGivenUp(Example example) throws IOException {
        Files.writeString(cursor, "another:1");
        try (ExampleProcess consumer = run(example)) {
            assertThat(consumer.says()).isEqualTo("reset: epoch_changed");
            awaitCursor(noted -> noted > 1);
            alice.sendTo(bob, "hello");
            assertThat(consumer.nextContent()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = ".*_CONSUMER_.*")
    void aTokenThatIsNotGoodIsNoReasonToTryAgain(Example example) throws IOException {
        try (ExampleProcess consumer = run(example, "bot_" + "0".repeat(48))) {
            assertThat(consumer.says()).startsWith("the hub refuses").contains("401", "INVALID_TOKEN");
            assertThat(consumer.exitCode()).isEqualTo(1);
        }
    }
}
