package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.auth.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Who gets to a handler, and what the others hear. */
class AuthenticationOrderTest {

    private static final Router ROUTER = new Router()
            .hidden(
                    "GET",
                    "/open",
                    Access.open(),
                    call -> said(call.session().isPresent() ? "with session" : "anonymous"))
            .hidden(
                    "GET",
                    "/session",
                    Access.session(),
                    call -> said(call.session().orElseThrow().role().wireName()))
            .hidden(
                    "GET",
                    "/super",
                    Access.superAdmin(),
                    call -> said(call.caller().getClass().getSimpleName()))
            .hidden(
                    "GET",
                    "/any",
                    Access.authenticated(),
                    call -> said(call.caller().getClass().getSimpleName()))
            .hidden(
                    "GET",
                    "/admin",
                    Access.orgAdmin(),
                    call -> said(call.caller().getClass().getSimpleName()))
            .hidden(
                    "GET",
                    "/org",
                    Access.orgOrBot(Scope.READ),
                    call -> said(call.caller().getClass().getSimpleName()))
            .hidden(
                    "GET",
                    "/bot",
                    Access.bot(Scope.READ),
                    call -> said(call.bot().botName()))
            .hidden(
                    "POST",
                    "/thread",
                    Access.bot(Scope.THREAD),
                    call -> said(call.bot().botName()))
            .hidden("GET", "/api/known", Access.bot(), call -> said("known"))
            .hidden("GET", "/api/items/{id}", Access.bot(), call -> said(call.parameter("id")));

    private final TestDoor door = TestDoor.open(ROUTER);

    private static Mono<Reply> said(String what) {
        return Mono.just(Reply.ok(what));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/open,    '',                             200, \"anonymous\"",
        "/open,    Authorization: Bearer unknown,  200, \"anonymous\"",
        "/open,    Cookie: hxa_session=owner,      200, \"with session\"",
        "/open,    Cookie: hxa_session=dead,       200, \"anonymous\"",
        "/session, Cookie: hxa_session=owner,      200, \"bot_owner\"",
        "/session, Cookie: hxa_session=super,      200, \"super_admin\"",
        "/session, Cookie: hxa_session=dead,       401, AUTH_REQUIRED",
        "/session, Authorization: Bearer bot,      401, AUTH_REQUIRED",
        "/session, '',                             401, AUTH_REQUIRED",
        "/super,   Cookie: hxa_session=super,      200, \"SuperAdmin\"",
        "/super,   Cookie: hxa_session=admin,      401, AUTH_REQUIRED",
        "/super,   Cookie: hxa_session=dead,       401, AUTH_REQUIRED",
        "/super,   Authorization: Bearer unknown,  401, AUTH_REQUIRED",
        "/super,   Authorization: Bearer bot,      401, AUTH_REQUIRED",
        "/super,   '',                             401, AUTH_REQUIRED",
        "/any,     Cookie: hxa_session=super,      200, \"SuperAdmin\"",
        "/any,     Authorization: Bearer bot,      200, \"Bot\"",
        "/any,     '',                             401, AUTH_REQUIRED",
        "/any,     Authorization: Bearer unknown,  401, INVALID_TOKEN",
        "/any,     Authorization: bearer bot,      401, AUTH_REQUIRED",
        "/any,     Authorization: Basic bot,       401, AUTH_REQUIRED",
        "/any,     Authorization: Bearer,          401, AUTH_REQUIRED",
        "/any?token=bot, '',                       401, AUTH_REQUIRED",
        "/admin,   Authorization: Bearer chief,    200, \"Bot\"",
        "/admin,   Cookie: hxa_session=admin,      200, \"OrgAdmin\"",
        "/admin,   Cookie: hxa_session=super,      200, \"SuperAdmin\"",
        "/admin,   Authorization: Bearer bot,      403, FORBIDDEN",
        "/admin,   Cookie: hxa_session=owner,      403, FORBIDDEN",
        "/org,     Authorization: Bearer reader,   200, \"Bot\"",
        "/org,     Cookie: hxa_session=admin,      200, \"OrgAdmin\"",
        "/org,     Cookie: hxa_session=super,      403, FORBIDDEN",
        "/bot,     Authorization: Bearer reader,   200, \"reader\"",
        "/bot,     Cookie: hxa_session=owner,      200, \"owned\"",
        "/bot,     Cookie: hxa_session=admin,      403, FORBIDDEN",
    })
    void aGetIsAnsweredByWhoIsAsking(String path, String header, int status, String answer) {
        Exchange exchange = header.isEmpty() ? door.send("GET", path) : door.send("GET", path, header);

        assertThat(exchange.status()).as(exchange.body()).isEqualTo(status);
        assertThat(status == 200 ? exchange.body() : exchange.code()).isEqualTo(answer);
    }

    @Test
    void aMissingScopeIsNamed() {
        Exchange exchange = door.send("POST", "/thread", "Authorization: Bearer reader");

        assertThat(exchange.status()).isEqualTo(403);
        assertThat(exchange.code()).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(exchange.body()).contains("[full, thread]");
    }

    @Test
    void aSessionWinsOverAToken() {
        Exchange exchange = door.send("GET", "/bot", "Cookie: hxa_session=owner", TestDoor.BOT);

        assertThat(exchange.body()).isEqualTo("\"owned\"");
    }

    @Test
    void aDeadSessionLeavesTheTokenToDecide() {
        Exchange exchange = door.send("GET", "/bot", "Cookie: hxa_session=dead", TestDoor.BOT);

        assertThat(exchange.body()).isEqualTo("\"bot\"");
    }

    @Test
    void aSessionIsLookedUpOncePerRequest() {
        door.send("GET", "/bot", "Cookie: a=1; hxa_session=owner; b=2");

        assertThat(door.authenticator.sessionLookups).containsExactly("owner");
    }

    @Test
    void withoutACookieNoSessionIsLookedUp() {
        door.send("GET", "/bot", TestDoor.BOT);
        door.send("GET", "/bot", TestDoor.BOT, "Cookie: other=1; hxa_session2=x; hxa_session=");

        assertThat(door.authenticator.sessionLookups).isEmpty();
    }

    @Test
    void withoutAnAdminSecretEverybodyIsSuperAdmin() {
        door.authenticator.superAdminIsOpen = true;

        assertThat(door.send("GET", "/super").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/unknown",
                "POST /api/unknown",
                "DELETE /api/known",
                "GET /foo",
                "GET /API/known",
                "PUT /"
            })
    void anUnknownPathIs401ToStrangersAnd404ToOthers(String request) {
        String[] parts = request.split(" ");

        Exchange stranger = door.send(parts[0], parts[1]);
        Exchange known = door.send(parts[0], parts[1], TestDoor.BOT);

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.code()).isEqualTo("AUTH_REQUIRED");
        assertThat(known.status()).isEqualTo(404);
        assertThat(known.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void whoIsAskingIsLookedAtBeforeThePathIsDecoded() {
        assertThat(door.send("GET", "/api/items/%zz").status()).isEqualTo(401);
        assertThat(door.send("GET", "/api/items/%zz", "Authorization: Bearer bot")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anUnknownPathTellsWhyATokenDoesNotWork() {
        assertThat(door.send("GET", "/api/unknown", "Authorization: Bearer unknown")
                        .code())
                .isEqualTo("INVALID_TOKEN");
    }

    @Test
    void aRouteWithoutACallerSaysSoToItsAuthor() {
        Router router = new Router().hidden("GET", "/open", Access.open(), call -> Mono.just(Reply.ok(call.caller())));
        try (TestDoor broken = TestDoor.open(router)) {
            assertThat(broken.send("GET", "/open").status()).isEqualTo(500);
        }
    }

    @Test
    void aHandlerSeesItsCallerAsTheAuthenticatorDoes() {
        Router router = new Router()
                .hidden("GET", "/", Access.bot(), call -> Mono.just(Reply.ok(call.caller() instanceof Caller.Bot)));
        try (TestDoor other = TestDoor.open(router)) {
            assertThat(other.send("GET", "/", TestDoor.BOT).body()).isEqualTo("true");
        }
    }
}
