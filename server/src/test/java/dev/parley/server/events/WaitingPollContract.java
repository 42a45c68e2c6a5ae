package dev.parley.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Scope;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of polls that wait: each must be answered long before {@link Polls#LONG} is over. */
interface WaitingPollContract {

    TestHub hub();

    private Polls polls() {
        return new Polls(hub());
    }

    @BeforeEach
    @AfterEach
    default void nobodyWaits() {
        polls().awaitWaiting(0);
    }

    @Test
    default void aMessageEndsTheWaiting() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        long before = Polls.end(bob.http());
        CompletableFuture<Answer> answer = Polls.waiting(bob.http(), before);
        polls().awaitWaiting(1);
        alice.sendTo(bob, "hello");

        JsonNode page = answer.join().json();
        assertThat(Polls.outcome(page)).isEqualTo("live");
        assertThat(Polls.types(page)).first().isEqualTo("channel_created");
        JsonNode rest = Polls.page(bob.http(), Polls.position(page));
        assertThat(Stream.of(page, rest).flatMap(one -> Polls.contents(one).stream()))
                .containsExactly("hello");
    }

    @Test
    default void whatWasMissedIsToldAtOnce() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        long before = Polls.end(bob.http());
        alice.sendTo(bob, "hello");
        JsonNode page = Polls.waiting(bob.http(), before).join().json();
        assertThat(Polls.outcome(page)).isEqualTo("replay");
        assertThat(Polls.contents(page)).containsExactly("hello");
        assertThat(Polls.outcome(
                        Polls.waiting(bob.http(), Long.MAX_VALUE).join().json()))
                .isEqualTo("reset");
    }

    @Test
    default void theWaitingEndsWithoutEventsWhenNothingHappensToTheBot() {
        TestOrg org = hub().org();
        TestBot bob = org.bot("bob");
        TestBot carol = org.bot("carol");
        TestBot dave = org.bot("dave");
        long before = Polls.end(bob.http());
        carol.sendTo(dave, "not bob's");
        long end = Polls.end(bob.http());
        long started = System.nanoTime();
        JsonNode page = Polls.page(bob.http(), "wait=1&since=" + before);
        assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(1_000_000_000);
        assertThat(Polls.outcome(page)).isEqualTo("live");
        assertThat(page.path("events")).isEmpty();
        assertThat(page.path("has_more").booleanValue()).isFalse();
        assertThat(Polls.position(page)).isEqualTo(end).isGreaterThan(before);
    }

    @Test
    default void oneMessageAnswersEverybodyWhoWaits() {
        TestOrg org = hub().org().unlimited();
        List<TestBot> bots =
                IntStream.range(0, 10).mapToObj(i -> org.bot("bot" + i)).toList();
        TestBot speaker = org.bot("speaker");
        String thread = speaker.openThread("Plan", bots.toArray(TestBot[]::new));
        long before = Polls.end(speaker.http());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (TestBot bot : bots) {
            IntStream.range(0, 10).forEach(i -> answers.add(Polls.waiting(bot.http(), before)));
        }
        polls().awaitWaiting(100);
        speaker.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "hello all"));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(Polls.contents(answer.join().json())).containsExactly("hello all"));
    }

    @Test
    default void aBotHasSoManyPollsWaitingAndNoMore() {
        TestOrg org = hub().org();
        TestBot bob = org.bot("bob");
        TestBot carol = org.bot("carol");
        long before = Polls.end(bob.http());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        IntStream.range(0, WaitingPolls.MAX_PER_BOT).forEach(i -> answers.add(Polls.waiting(bob.http(), before)));
        polls().awaitWaiting(WaitingPolls.MAX_PER_BOT);

        Answer refusal = Polls.waiting(bob.http(), before).join();
        assertThat(refusal.status() + " " + refusal.code()).isEqualTo("429 RATE_LIMITED");
        assertThat(refusal.header("Retry-After")).hasValue("1");
        assertThat(bob.http().get("/api/events?since=" + before).status()).isEqualTo(200);
        answers.add(Polls.waiting(carol.http(), before));
        polls().awaitWaiting(WaitingPolls.MAX_PER_BOT + 1);

        bob.sendTo(carol, "done");
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(Polls.waiting(bob.http(), before).join().status()).isEqualTo(200);
    }

    @Test
    default void whoeverLeavesWaitsNoLonger() throws IOException {
        TestBot bob = hub().org().bot("bob");
        String request = "GET /api/events?since=latest&wait=60 HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
                + bob.token() + "\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), bob.http().base().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            polls().awaitWaiting(1);
        }
        polls().awaitWaiting(0);
    }

    @Test
    default void noTokenWaitsThatIsRevoked() {
        TestBot bob = hub().org().bot("bob");
        HubClient scoped = hub().client().withToken(hub().scopedToken(bob, Scope.READ));
        HubClient other = hub().client().withToken(hub().scopedToken(bob, Scope.READ));
        long before = Polls.end(bob.http());
        CompletableFuture<Answer> ended = Polls.waiting(scoped, before);
        CompletableFuture<Answer> goesOn = Polls.waiting(other, before);
        polls().awaitWaiting(2);
        JsonNode tokens = bob.http().get("/api/me/tokens").json();
        bob.http().delete("/api/me/tokens/" + tokens.path(0).path("id").asString());

        Answer first = (Answer) CompletableFuture.anyOf(ended, goesOn).join();
        assertThat(first.code()).isEqualTo("INVALID_TOKEN");
        polls().awaitWaiting(1);
        bob.http().delete("/api/me/tokens/" + tokens.path(1).path("id").asString());
        assertThat(ended.join().code()).isEqualTo("INVALID_TOKEN");
        assertThat(goesOn.join().code()).isEqualTo("INVALID_TOKEN");
    }

    @Test
    default void noSessionWaitsThatHasEnded() {
        TestBot bob = hub().org().bot("bob");
        HubClient owner = hub().client()
                .withCookie(hub().logIn(Fields.of("type", "bot", "token", bob.token(), "owner_name", "Grace")));
        CompletableFuture<Answer> answer = Polls.waiting(owner, Polls.end(owner));
        polls().awaitWaiting(1);
        owner.post("/api/auth/logout");
        assertThat(answer.join().code()).isEqualTo("SESSION_INVALID");
    }

    @Test
    default void noBotWaitsThatMayNotStay() {
        TestOrg org = hub().org();
        TestBot rejected = org.bot("rejected");
        TestBot deleted = org.bot("deleted");
        CompletableFuture<Answer> first = Polls.waiting(rejected.http(), Polls.end(rejected.http()));
        polls().awaitWaiting(1);
        org.admin().patch("/api/org/bots/" + rejected.id() + "/status", Fields.of("status", "rejected"));
        assertThat(first.join().code()).isEqualTo("BOT_NOT_ACTIVE");

        CompletableFuture<Answer> second = Polls.waiting(deleted.http(), Polls.end(deleted.http()));
        polls().awaitWaiting(1);
        org.admin().delete("/api/bots/" + deleted.id());
        assertThat(second.join().code()).isEqualTo("INVALID_TOKEN");
    }

    @Test
    default void nobodyWaitsInAnOrganisationThatIsSuspendedOrGone() {
        TestOrg suspended = hub().org();
        TestOrg destroyed = hub().org();
        TestBot bob = suspended.bot("bob");
        TestBot carol = destroyed.bot("carol");
        CompletableFuture<Answer> first = Polls.waiting(bob.http(), Polls.end(bob.http()));
        CompletableFuture<Answer> second = Polls.waiting(carol.http(), Polls.end(carol.http()));
        polls().awaitWaiting(2);
        hub().operator().patch("/api/orgs/" + suspended.id(), Fields.of("status", "suspended"));
        assertThat(first.join().code()).isEqualTo("ORG_SUSPENDED");
        hub().operator().delete("/api/orgs/" + destroyed.id());
        assertThat(second.join().code()).isEqualTo("INVALID_TOKEN");
    }
}
