package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.HubException;
import dev.parley.server.auth.Access;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class RouterTest {

    private static final Handler HANDLER = call -> Mono.just(Reply.done());

    private final Router router = new Router()
            .hidden("GET", "/", Access.open(), HANDLER)
            .hidden("GET", "/api/bots", Access.open(), HANDLER)
            .hidden("GET", "/api/bots/{id}", Access.open(), HANDLER)
            .hidden("DELETE", "/api/bots/me", Access.open(), HANDLER)
            .hidden("GET", "/api/bots/{name}/profile", Access.open(), HANDLER)
            .hidden("PATCH", "/api/bots/{id}", Access.open(), HANDLER)
            .hidden("GET", "/api/threads/{id}/artifacts/{key}/versions", Access.open(), HANDLER)
            .hidden("GET", "/api/threads/count/artifacts/all", Access.open(), HANDLER);
    private final RouteTree tree = new RouteTree(router.routes());

    @ParameterizedTest
    @CsvSource({
        "GET,    /,                                GET /",
        "GET,    /api/bots,                        GET /api/bots",
        "GET,    /api/bots/,                       GET /api/bots",
        "HEAD,   /api/bots/,                       GET /api/bots",
        "GET,    /api/bots/7,                      GET /api/bots/{id}",
        "GET,    /api/bots/7/,                     GET /api/bots/{id}",
        "PATCH,  /api/bots/7,                      PATCH /api/bots/{id}",
        "GET,    /api/bots/7/profile,              GET /api/bots/{name}/profile",
        "GET,    /api/bots/me,                     GET /api/bots/{id}",
        "DELETE, /api/bots/me,                     DELETE /api/bots/me",
        "GET,    /api/bots/me/profile,             GET /api/bots/{name}/profile",
        "GET,    /api/threads/1/artifacts/a%2Fb/versions, GET /api/threads/{id}/artifacts/{key}/versions",
        "GET,    /api/threads/count/artifacts/all, GET /api/threads/count/artifacts/all",
        "GET,    /api/threads/count/artifacts/x/versions, GET /api/threads/{id}/artifacts/{key}/versions",
    })
    void aPathFindsItsRoute(String method, String path, String route) {
        assertThat(tree.find(method, path).route()).hasToString(route);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api",
        "GET,    /api/Bots",
        "GET,    /api/bot",
        "GET,    /api/botsx",
        "GET,    /api//bots",
        "GET,    //",
        "GET,    /api/bots//",
        "GET,    /api/bots//profile",
        "POST,   /api/bots/7",
        "DELETE, /api/bots/7",
        "get,    /api/bots",
        "GET,    api/bots",
        "OPTIONS, *",
        "GET,    ''",
        "GET,    /api/bots/7/profile/x",
    })
    void aPathOrMethodThatIsNotInTheTableFindsNothing(String method, String path) {
        assertThat(tree.find(method, path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "plain,                plain",
        "a%2Fb,                a/b",
        "a+b,                  a+b",
        "%C3%A9t%c3%a9,        été",
        "100%25,               100%",
        "%F0%9F%90%9D,         \uD83D\uDC1D",
    })
    void parametersArePercentDecoded(String raw, String value) {
        assertThat(tree.find("GET", "/api/bots/" + raw).value("id")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%-1", "%+1", "%C3", "%FF", "%ED%A0%80", "a%2"})
    void anUndecodableParameterIsRefused(String raw) {
        RouteMatch match = tree.find("GET", "/api/bots/" + raw);

        assertThatThrownBy(() -> match.value("id"))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.error().status()).isEqualTo(400));
    }

    @Test
    void parametersKeepTheirOrder() {
        RouteMatch match = tree.find("GET", "/api/threads/t1/artifacts/k1/versions");

        assertThat(List.of(match.value("id"), match.value("key"))).containsExactly("t1", "k1");
    }

    @Test
    void twoRoutesOfOneShapeAreAMistakeFoundAtOnce() {
        assertThatThrownBy(() -> router.hidden("GET", "/api/bots/{other}", Access.open(), HANDLER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GET /api/bots/{other}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "", "/api/", "/api//x"})
    void aTemplateHasOneForm(String template) {
        assertThatThrownBy(() -> router.hidden("GET", template, Access.open(), HANDLER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTableCanBeRead() {
        assertThat(router.routes()).hasSize(8);
        assertThat(router.routes().get(6).parameters()).containsExactly("id", "key");
    }
}
