package dev.parley.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.Json;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.IdentityHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bot that registers may tell of itself. */
class RegistrationFieldsTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static IdentityHub hub;
    private static IdentityHub.NewOrg org;

    @BeforeAll
    static void start() {
        hub = IdentityHub.on(H2.database());
        org = hub.org();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void theFieldsAreLookedAtBeforeTheCredentials() {
        Map<String, Object> body = new TreeMap<>();
        assertThat(postAll(body)).startsWith("400 org_id");
        body.put("org_id", "no id");
        assertThat(postAll(body)).startsWith("400 Give org_secret");
        body.put("org_secret", "wrong");
        assertThat(postAll(body)).startsWith("400 name is required");
        body.put("name", "not a name");
        body.put("bio", "x".repeat(1025));
        assertThat(postAll(body)).startsWith("400 name may have");
        body.put("name", "x".repeat(129));
        assertThat(postAll(body)).startsWith("400 name has 129 bytes");
        body.put("name", "fine");
        body.put("role", 5);
        assertThat(postAll(body)).as("sizes before types").startsWith("400 bio has 1025 bytes");
        body.put("bio", "x");
        body.put("webhook_url", "ftp://x");
        assertThat(postAll(body)).startsWith("400 role must be");
        body.put("role", "x");
        assertThat(postAll(body)).startsWith("400 The webhook's URL must begin with https");
        body.remove("webhook_url");
        assertThat(postAll(body)).startsWith("401 org_id or org_secret is wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "ALL", "All"})
    void aReservedNameIsRefused(String name) {
        assertThat(bySecret("name", name).outcome()).isEqualTo("400 RESERVED_NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a.b", "\u5168\u4f53", "a\n"})
    void aNameHasLettersDigitsAndTwoSignsOnly(String name) {
        assertThat(bySecret("name", name).outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @ParameterizedTest
    @CsvSource({
        "name,128",
        "bio,1024",
        "role,256",
        "function,256",
        "team,256",
        "status_text,512",
        "timezone,64",
        "active_hours,256",
        "version,64",
        "runtime,128",
        "metadata,16384"
    })
    void aTextHasAtMostSoManyBytes(String field, int maxBytes) {
        boolean ascii = field.equals("name");
        String longest = ascii ? "x".repeat(maxBytes) : "ä".repeat(maxBytes / 2);

        assertThat(registered(field, longest).status()).isEqualTo(200);
        assertThat(registered(field, longest + "x").outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @ParameterizedTest
    @CsvSource({"tags,4096", "languages,2048"})
    void aListIsMeasuredAsJson(String field, int maxBytes) {
        String json = Json.write(List.of("x".repeat(maxBytes - 4)));
        assertThat(json).hasSize(maxBytes);

        assertThat(registered(field, List.of("x".repeat(maxBytes - 4))).status())
                .isEqualTo(200);
        assertThat(registered(field, List.of("x".repeat(maxBytes - 3))).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bio|5",
                "role|[]",
                "function|{}",
                "team|true",
                "tags|\"a\"",
                "tags|[1]",
                "languages|{}",
                "languages|[null]",
                "protocols|\"a\"",
                "protocols|5",
                "status_text|5",
                "timezone|5",
                "active_hours|5",
                "version|5",
                "runtime|5",
                "webhook_url|5",
                "webhook_secret|5",
                "name|5"
            })
    void aFieldOfTheWrongTypeIsRefused(String field, String json) {
        assertThat(registered(field, Json.parse(json).orElseThrow()).outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void nullIsAsGoodAsNothing() {
        Api.Answer answer = hub.api()
                .postText(
                        "/api/register",
                        ("{\"org_id\":\"%s\",\"org_secret\":\"%s\",\"name\":\"a\",\"bio\":null,\"tags\":null,"
                                        + "\"protocols\":null,\"version\":null,\"metadata\":null,\"webhook_url\":null,"
                                        + "\"webhook_secret\":null}")
                                .formatted(org.id, org.secret));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("version")).isEqualTo("1.0.0");
        assertThat(answer.field("metadata")).isNull();
    }

    @Test
    void aListOfProtocolsIsTolerated() {
        assertThat(registered("protocols", List.of("a2a")).status()).isEqualTo(200);
    }

    private Api.Answer registered(String field, Object value) {
        Object name = field.equals("name") ? value : "a" + System.nanoTime();
        return bySecret("name", name, field, value);
    }

    private String postAll(Map<String, Object> fields) {
        Api.Answer answer = hub.api().postText("/api/auth/register", Json.write(fields));
        return answer.status() + " " + answer.field("error");
    }

    private Api.Answer bySecret(Object... fields) {
        List<Object> all = new ArrayList<>(List.of("org_id", org.id, "org_secret", org.secret));
        all.addAll(List.of(fields));
        return hub.api().post("/api/auth/register", all.toArray());
    }
}
