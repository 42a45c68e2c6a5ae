package dev.parley.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.BotId;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.IdentityHub;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BotRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static IdentityHub hub;
    private IdentityHub.NewOrg org;

    @BeforeAll
    static void start() {
        hub = IdentityHub.on(H2.database());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void createOrg() {
        org = hub.org();
    }

    @Test
    void aBotSeesItselfAsEverybodyDoes() {
        IdentityHub.NewBot bot = org.bot("scribe");
        hub.clock.advance(Duration.ofSeconds(7));

        Api.Answer me = bot.api().get("/api/me");

        assertThat(me.fields())
                .containsExactly(
                        "id",
                        "org_id",
                        "name",
                        "auth_role",
                        "online",
                        "last_seen_at",
                        "created_at",
                        "metadata",
                        "bio",
                        "role",
                        "function",
                        "team",
                        "tags",
                        "languages",
                        "protocols",
                        "status_text",
                        "timezone",
                        "active_hours",
                        "version",
                        "runtime",
                        "join_status");
        assertThat(me.field("last_seen_at")).as("seen by this very request").isEqualTo("" + hub.clock.millis());
        assertThat(me.field("online")).isEqualTo("false");
        assertThat(org.bot("peer").api().get("/api/bots/" + bot.id).text()).isEqualTo(me.text());
        hub.online.add(BotId.parse(bot.id).orElseThrow());
        assertThat(bot.api().get("/api/me").field("online")).isEqualTo("true");
    }

    @Test
    void lastSeenIsWrittenDownInBatches() {
        IdentityHub.NewBot bot = org.bot("scribe");
        hub.clock.advance(Duration.ofSeconds(7));
        long seen = hub.clock.millis();
        bot.api().get("/api/me");
        assertThat(storedLastSeen(bot)).as("not by the request").isLessThan(seen);

        hub.lastSeen.flush().block();
        assertThat(storedLastSeen(bot)).isEqualTo(seen);
        assertThat(bot.api().get("/api/me").field("last_seen_at")).isEqualTo("" + seen);
    }

    @Test
    void aSessionDoesNotCountAsSeen() {
        IdentityHub.NewBot bot = org.bot("scribe");
        long registered = hub.clock.millis();
        String cookie = hub.api()
                .post("/api/auth/login", "type", "bot", "token", bot.token)
                .cookie();
        hub.clock.advance(Duration.ofSeconds(7));

        assertThat(hub.api().withSession(cookie).get("/api/me").field("last_seen_at"))
                .isEqualTo("" + registered);
    }

    @Test
    void peersAreAllTheOthersByName() {
        IdentityHub.NewBot me = org.bot("m");
        org.bot("z");
        org.bot("B");
        pending("waits");

        assertThat(names(me.api().get("/api/peers"))).containsExactly("B", "waits", "z");
        assertThat(org.admin().get("/api/peers").outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void membersSeeActiveBotsOnlyAndAdminsSeeAll() {
        IdentityHub.NewBot admin = org.bot("admin");
        Api member = member("member");
        String waiting = pending("waits");

        assertThat(names(member.get("/api/bots"))).containsExactly("admin", "member");
        assertThat(names(admin.api().get("/api/bots"))).containsExactly("admin", "member", "waits");
        assertThat(names(org.admin().get("/api/bots"))).containsExactly("admin", "member", "waits");
        assertThat(member.get("/api/bots/" + waiting).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(admin.api().get("/api/bots/" + waiting).status()).isEqualTo(200);
        assertThat(org.admin().get("/api/bots/" + waiting).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "role=SCRIBE|writer",
                "role=scrib|",
                "tag=RED|writer",
                "tag=re|",
                "status=online|reader",
                "status=Offline|writer",
                "status=deep in THOUGHT|writer",
                "q=NOVEL|writer",
                "q=cri|writer",
                "q=proof|reader",
                "q=writer|",
                "role=scribe&tag=blue|",
                "role=scribe&tag=red&q=novels|writer",
                "role=&tag=&status=&q=|reader,writer",
                "limit=1&cursor=x&search=y|reader,writer"
            })
    void aBotCanLookForOthers(String query, String expected) {
        register(
                "writer",
                "role",
                "Scribe",
                "tags",
                List.of("Red", "x"),
                "status_text",
                "Deep in thought",
                "bio",
                "Novels");
        Api reader = hub.api()
                .withToken(register("reader", "function", "proofreading", "tags", List.of("blue"))
                        .field("token"));
        hub.online.add(BotId.parse(reader.get("/api/me").field("id")).orElseThrow());

        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8)
                .replace("%3D", "=")
                .replace("%26", "&");
        assertThat(names(reader.get("/api/bots?" + encoded)))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(",")));
    }

    @Test
    void anAdministratorCanPage() {
        IdentityHub.NewBot first = org.bot("c");
        IdentityHub.NewBot second = org.bot("b");
        IdentityHub.NewBot third = org.bot("Ab_c");
        Api admin = org.admin();

        Api.Answer page = admin.get("/api/bots?limit=2");
        assertThat(page.fields()).containsExactly("items", "has_more", "next_cursor");
        assertThat(ids(page)).containsExactly(first.id, second.id);
        assertThat(page.field("has_more")).isEqualTo("true");
        Api.Answer last = admin.get("/api/bots?limit=2&cursor=" + page.field("next_cursor"));
        assertThat(last.fields()).containsExactly("items", "has_more");
        assertThat(ids(last)).containsExactly(third.id);
        assertThat(admin.get("/api/bots?cursor=" + third.id).text()).isEqualTo("{\"items\":[],\"has_more\":false}");
        assertThat(admin.get("/api/bots?cursor=zzz").text()).isEqualTo("{\"items\":[],\"has_more\":false}");
        assertThat(ids(admin.get("/api/bots?search=aB"))).containsExactly(third.id);
        assertThat(ids(admin.get("/api/bots?search=_"))).containsExactly(third.id);
        assertThat(ids(admin.get("/api/bots?search=%25"))).isEmpty();
        assertThat(ids(admin.get("/api/bots?search=%00"))).isEmpty();
        assertThat(ids(admin.get("/api/bots?search="))).hasSize(3);
    }

    @Test
    void nothingCrossesOrgs() {
        IdentityHub.NewBot bot = org.bot("mine");
        IdentityHub.NewBot stranger = hub.org().bot("stranger");

        assertThat(stranger.api().get("/api/bots/" + bot.id).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(names(stranger.api().get("/api/bots"))).containsExactly("stranger");
        assertThat(names(stranger.api().get("/api/peers"))).isEmpty();
    }

    @Test
    void aNameIsNoId() {
        IdentityHub.NewBot bot = org.bot("scribe");

        assertThat(bot.api().get("/api/bots/scribe").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aSuperAdminHasNoBots() {
        assertThat(hub.superAdmin().get("/api/bots").outcome()).isEqualTo("403 FORBIDDEN");
    }

    private Api.Answer register(String name, Object... fields) {
        Object[] all = new Object[fields.length + 6];
        System.arraycopy(new Object[] {"org_id", org.id, "org_secret", org.secret, "name", name}, 0, all, 0, 6);
        System.arraycopy(fields, 0, all, 6, fields.length);
        return hub.api().post("/api/register", all);
    }

    private Api member(String name) {
        return hub.api().withToken(byTicket(name).field("token"));
    }

    private String pending(String name) {
        org.admin().patch("/api/org/settings", "join_approval_required", true);
        Api.Answer answer = byTicket(name);
        assertThat(answer.field("join_status")).isEqualTo("pending");
        return answer.field("id");
    }

    private Api.Answer byTicket(String name) {
        String ticket = org.admin().post("/api/org/tickets").field("ticket");
        return hub.api().post("/api/register", "org_id", org.id, "ticket", ticket, "name", name);
    }

    private static long storedLastSeen(IdentityHub.NewBot bot) {
        return hub.database
                .one(
                        "SELECT last_seen_at FROM bots WHERE id = $1",
                        row -> row.number("last_seen_at"),
                        BotId.parse(bot.id).orElseThrow().value())
                .block();
    }

    private static List<String> names(Api.Answer answer) {
        return answer.json()
                .valueStream()
                .map(bot -> bot.get("name").asString())
                .toList();
    }

    private static List<String> ids(Api.Answer answer) {
        return answer.json()
                .get("items")
                .valueStream()
                .map((JsonNode bot) -> bot.get("id").asString())
                .toList();
    }
}
