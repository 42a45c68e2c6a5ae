package dev.parley.server.invite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class InviteCodeRoutesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private static final String CODES = "/api/platform/invite-codes";
    private static final String ORGS = "/api/platform/orgs";

    @Test
    void aCodeIsMadeAndListedWithItsText() {
        Answer created = HUB.operator().post(CODES, Fields.of("label", "for a friend", "max_uses", 3));

        JsonNode code = created.json();
        assertThat(created.status()).isEqualTo(201);
        assertThat(code.path("code").asString()).matches("hxa_[0-9a-f]{16}");
        assertThat(created.body())
                .isEqualTo(("{\"id\":\"%s\",\"code\":\"%s\",\"label\":\"for a friend\",\"max_uses\":3,\"use_count\":0,"
                                + "\"expires_at\":%d,\"created_at\":%d}")
                        .formatted(
                                code.path("id").asString(),
                                code.path("code").asString(),
                                code.path("expires_at").asLong(),
                                code.path("created_at").asLong()));
        JsonNode newest = HUB.operator().get(CODES).json().get(0);
        assertThat(newest.propertyNames())
                .containsExactly(
                        "id",
                        "code",
                        "label",
                        "max_uses",
                        "use_count",
                        "expires_at",
                        "created_at",
                        "expired",
                        "exhausted");
        assertThat(newest.path("code")).isEqualTo(code.path("code"));
        assertThat(newest.path("expired").asBoolean()).isFalse();
        assertThat(newest.path("exhausted").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "60, 60", "0.5, 0.5", "-1, 7776000", "'\"60\"', 7776000", "null, 7776000"})
    void aCodeLivesNinetyDaysUnlessANumberSaysOtherwise(String expiresIn, double seconds) {
        JsonNode code =
                HUB.operator().post(CODES, "{\"expires_in\":" + expiresIn + "}").json();

        long expected = seconds < 0 ? 0 : code.path("created_at").asLong() + (long) (seconds * 1000);
        assertThat(code.path("expires_at").asLong()).isEqualTo(expected);
        assertThat(code.path("label").isNull()).isTrue();
        assertThat(code.path("max_uses").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"max_uses\":null}",
                "{\"max_uses\":1.5}",
                "{\"max_uses\":\"1\"}",
                "{\"max_uses\":-1}",
                "{\"max_uses\":2147483648}",
                "{\"label\":null}",
                "{\"label\":7}"
            })
    void badFieldsAreRefused(String body) {
        assertThat(outcome(HUB.operator().post(CODES, body))).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void aLabelHasALimit() {
        assertThat(HUB.operator()
                        .post(CODES, Fields.of("label", "x".repeat(256)))
                        .status())
                .isEqualTo(201);
        assertThat(outcome(HUB.operator().post(CODES, Fields.of("label", "x".repeat(257)))))
                .isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void whoHasACodeFoundsAnOrg() {
        String code = newCode(Fields.of("max_uses", 2));

        Answer founded = found(code, "Acme");

        JsonNode org = founded.json();
        assertThat(founded.status()).isEqualTo(201);
        assertThat(org.propertyNames()).containsExactly("org_id", "name", "org_secret");
        assertThat(org.path("name").asString()).isEqualTo("Acme");
        assertThat(HUB.client()
                        .post(
                                "/api/auth/login",
                                Fields.of(
                                        "type",
                                        "org_admin",
                                        "org_id",
                                        org.path("org_id").asString(),
                                        "org_secret",
                                        org.path("org_secret").asString()))
                        .status())
                .isEqualTo(200);
        JsonNode listed = HUB.operator().get(CODES).json().get(0);
        assertThat(listed.path("use_count").asInt()).isEqualTo(1);
    }

    @Test
    void aCodeThatIsOfNoUseIsInvalidWhyeverThatIs() {
        String usedUp = newCode(Fields.of("max_uses", 1));
        found(usedUp, "first");
        String expired = newCode(Fields.of("expires_in", 0.001));
        String revoked = newCode(Fields.of());
        String id = HUB.operator().get(CODES).json().get(0).path("id").asString();

        assertThat(outcome(HUB.operator().delete(CODES + "/" + revoked)))
                .as("the id names it")
                .isEqualTo("404 NOT_FOUND");
        assertThat(HUB.operator().delete(CODES + "/" + id).status()).isEqualTo(204);
        assertThat(outcome(HUB.operator().delete(CODES + "/" + id))).isEqualTo("404 NOT_FOUND");

        for (String code : List.of(usedUp, expired, revoked, "hxa_0000000000000000")) {
            Answer answer = found(code, "another");
            assertThat(outcome(answer)).isEqualTo("401 INVALID_INVITE_CODE");
            assertThat(answer.body()).isEqualTo(found("hxa_unknown", "x").body());
        }
        JsonNode codes = HUB.operator().get(CODES).json();
        assertThat(codes.valueStream().filter(it -> it.path("code").asString().equals(usedUp)))
                .allMatch(it -> it.path("exhausted").asBoolean());
        assertThat(codes.valueStream().filter(it -> it.path("code").asString().equals(expired)))
                .as("expired ones are kept")
                .hasSize(1)
                .allMatch(it -> it.path("expired").asBoolean());
    }

    @Test
    void fieldsAreLookedAtInTheirOrder() {
        String code = newCode(Fields.of());
        assertThat(error(Fields.of())).contains("invite_code");
        assertThat(error(Fields.of("invite_code", 5, "name", ""))).contains("invite_code");
        assertThat(error(Fields.of("invite_code", code, "name", ""))).contains("name");
        assertThat(error(Fields.of("invite_code", code, "name", "x".repeat(129))))
                .contains("name", "128");
        assertThat(error(Fields.of("invite_code", "wrong", "name", "x".repeat(129))))
                .as("before the code is looked up")
                .contains("name");
        assertThat(found(code, "\uD83D\uDE00".repeat(64)).status())
                .as("128 UTF-16 code units")
                .isEqualTo(201);
    }

    @Test
    void aCodeIsNotUsedMoreOftenThanItAllowsHoweverManyAskAtOnce() {
        String code = newCode(Fields.of("max_uses", 3));

        List<String> outcomes = Flux.range(0, 16)
                .flatMap(
                        i -> Mono.fromCallable(() -> outcome(found(code, "org " + i)))
                                .subscribeOn(Schedulers.boundedElastic()),
                        16)
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(outcomes).filteredOn("201"::equals).hasSize(3);
        assertThat(outcomes).filteredOn("401 INVALID_INVITE_CODE"::equals).hasSize(13);
    }

    @Test
    void whoGuessesIsLockedOut() {
        String code = newCode(Fields.of());
        HubClient guesser = HUB.client().with("X-Forwarded-For", "198.51.100.7");
        IntStream.range(0, 5).forEach(i -> assertThat(
                        guesser.post(ORGS, Fields.of("invite_code", "x")).status())
                .as("no guess")
                .isEqualTo(400));
        IntStream.range(0, 20)
                .forEach(i -> assertThat(outcome(guesser.post(ORGS, Fields.of("invite_code", "hxa_" + i, "name", "n"))))
                        .isEqualTo("401 INVALID_INVITE_CODE"));

        Answer right = guesser.post(ORGS, Fields.of("invite_code", code, "name", "n"));

        assertThat(outcome(right)).isEqualTo("429 RATE_LIMITED");
        assertThat(right.header("Retry-After")).isPresent();
        assertThat(right.header("RateLimit")).contains("\"failed-invite-codes\";r=0;t=900");
        assertThat(HUB.operator().get(CODES).json().get(0).path("use_count").asInt())
                .isZero();
        assertThat(found(code, "from elsewhere").status()).isEqualTo(201);
    }

    private static String newCode(Object request) {
        return HUB.operator().post(CODES, request).json().path("code").asString();
    }

    /** From an address of its own. */
    private static Answer found(String code, String name) {
        int host = Math.floorMod(code.hashCode() * 31 + name.hashCode(), 250);
        return HUB.client()
                .with("X-Forwarded-For", "203.0.113." + host)
                .post(ORGS, Fields.of("invite_code", code, "name", name));
    }

    private static String error(Object body) {
        Answer answer = HUB.client().post(ORGS, body);
        assertThat(outcome(answer)).isEqualTo("400 VALIDATION_ERROR");
        return answer.json().path("error").asString();
    }

    private static String outcome(Answer answer) {
        return (answer.status() + " " + answer.code()).strip();
    }
}
