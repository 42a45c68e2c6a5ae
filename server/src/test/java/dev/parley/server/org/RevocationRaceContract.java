package dev.parley.server.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.RequestStream;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;

/** Once it is answered that an organisation is suspended, destroyed or has another secret, nobody gets past that. */
interface RevocationRaceContract {

    int ROUNDS = 4;

    AtomicInteger ADDRESSES = new AtomicInteger();

    TestHub hub();

    @RepeatedTest(ROUNDS)
    default void aSuspensionHoldsFromItsAnswerOn() {
        TestOrg org = hub().org().unlimited();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        HubClient owner = owner(alice);
        try (RequestStream stream = RequestStream.of(List.of(
                () -> alice.http().get("/api/me"),
                () -> owner.get("/api/me"),
                () -> org.admin().get("/api/org"),
                () -> alice.http().post("/api/send", Fields.of("to", bob.id(), "content", "hi")),
                () -> register(org)))) {
            stream.awaitSuccesses();

            stream.mark(hub().operator().patch("/api/orgs/" + org.id(), Fields.of("status", "suspended")));

            assertThat(stream.afterTheMark())
                    .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("ORG_SUSPENDED"));
        }
    }

    @RepeatedTest(ROUNDS)
    default void theOldSecretIsVoidFromTheAnswerOn() {
        TestOrg org = hub().org();
        try (RequestStream stream = RequestStream.of(List.of(() -> logIn(org), () -> register(org)))) {
            stream.awaitSuccesses();

            stream.mark(hub().operator().post("/api/orgs/" + org.id() + "/rotate-secret"));

            assertThat(stream.afterTheMark())
                    .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(401));
            assertThat(stream.everything())
                    .filteredOn(
                            answer -> answer.headers().firstValue("Set-Cookie").isPresent())
                    .as("sessions begun with the old secret")
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(hub().client()
                                    .withCookie(answer.cookie())
                                    .get("/api/org")
                                    .status())
                            .isEqualTo(401));
        }
    }

    @RepeatedTest(ROUNDS)
    default void nothingOfADestroyedOrgComesBack() {
        TestOrg org = hub().org().unlimited();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        TestBot chief = org.adminBot("chief");
        HubClient owner = owner(alice);
        try (RequestStream stream = RequestStream.of(List.of(
                () -> alice.http().post("/api/send", Fields.of("to", bob.id(), "content", "hi")),
                () -> bob.http().post("/api/threads", Fields.of("topic", "ours", "participants", List.of(alice.id()))),
                () -> owner.get("/api/me"),
                () -> chief.http().post("/api/org/tickets"),
                () -> logIn(org),
                () -> register(org)))) {
            stream.awaitSuccesses();

            stream.mark(hub().operator().delete("/api/orgs/" + org.id()));

            assertThat(stream.afterTheMark())
                    .allSatisfy(answer -> assertThat(answer.status()).isIn(401, 403));
        }
        for (Map.Entry<String, List<String>> table : hub().dump().entrySet()) {
            assertThat(table.getValue()).as(table.getKey()).noneMatch(row -> row.contains(org.id()));
        }
    }

    private HubClient owner(TestBot bot) {
        return hub().client().withCookie(hub().logIn(Fields.of("type", "bot", "token", bot.token())));
    }

    /** From an address of its own, as nobody is to be locked out. */
    private HubClient somebody() {
        return hub().client().with("X-Forwarded-For", "2001:db8::%x".formatted(ADDRESSES.incrementAndGet()));
    }

    private Answer logIn(TestOrg org) {
        return somebody()
                .post(
                        "/api/auth/login",
                        Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", org.secret()));
    }

    private Answer register(TestOrg org) {
        String name = "bot-" + UUID.randomUUID();
        return somebody()
                .post("/api/auth/register", Fields.of("org_id", org.id(), "org_secret", org.secret(), "name", name));
    }
}
