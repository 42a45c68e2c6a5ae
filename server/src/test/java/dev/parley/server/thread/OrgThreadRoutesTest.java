package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.auth.Caller;
import dev.parley.server.testing.Api.Answer;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What administrators see of threads, and how they change them. */
class OrgThreadRoutesTest {

    private static final String LIST = "/api/org/threads";

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);
    private final Client admin = scene.asAdmin();
    private final BotSummary chief = scene.org.bot("chief", AuthRole.ADMIN, JoinStatus.ACTIVE);
    private final String thread = scene.thread("{'topic':'Plan','participants':['bob'],'visibility':'private',"
            + "'permission_policy':{'write':[],'manage':[],'close':[],'resolve':[],'invite':[],'remove':[]}}");
    private final String own = thread.replace("/api/", "/api/org/");

    @Test
    void everyThreadIsListedWithWhoTakesPart() {
        HUB.hub().clock.advance(Duration.ofSeconds(1));
        String newer = scene.thread("{'topic':'alone'}");
        JsonNode list = admin.get(LIST).json();

        assertThat(ids(list)).containsExactly(ThreadHub.idOf(newer), ThreadHub.idOf(thread));
        JsonNode item = list.get(1);
        assertThat(item.path("participant_count").asInt()).isEqualTo(2);
        assertThat(item.path("participants")).hasSize(2);
        assertThat(item.at("/participants/1/name").asString()).isEqualTo("bob");
        assertThat(item.at("/participants/1/online").asBoolean()).isFalse();
        assertThat(item).isEqualTo(ada.get(thread).json());
        assertThat(list.at("/0/participants")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "?offset=0, false",
        "?limit=5&offset=0, false",
        "?status=active, false",
        "?cursor=&search=, false",
        "?limit=5, true",
        "?search=plan, true",
        "?search=plan&offset=0&limit=5, true",
        "?cursor=9999999999999, true",
        "?cursor=nonsense, true"
    })
    void whatIsAskedForDecidesOnTheShape(String query, boolean paged) {
        JsonNode answer = admin.get(LIST + query).json();

        assertThat(answer.isObject()).isEqualTo(paged);
        assertThat(paged ? answer.path("items") : answer).hasSize(1);
        if (paged) {
            assertThat(answer.propertyNames()).containsExactlyInAnyOrder("items", "has_more");
        }
    }

    @Test
    void pagesMeetWithoutGapAmongThreadsOfOneMillisecond() {
        IntStream.range(0, 4).forEach(i -> scene.thread("{'topic':'t'}"));
        List<String> all = ids(admin.get(LIST).json());
        JsonNode first = admin.get(LIST + "?limit=2").json();
        String cursor = first.path("next_cursor").asString();
        JsonNode second = admin.get(LIST + "?limit=2&cursor=" + cursor.replace("|", "%7C"))
                .json();

        assertThat(ids(first.path("items"))).isEqualTo(all.subList(0, 2));
        assertThat(cursor).isEqualTo(first.at("/items/1/last_activity_at").asString() + "|" + all.get(1));
        assertThat(ids(second.path("items"))).isEqualTo(all.subList(2, 4));
        assertThat(ids(admin.get(LIST + "?limit=2&offset=3").json())).isEqualTo(all.subList(3, 5));
        assertThat(admin.get(LIST + "?cursor=" + FeatureHub.START_MILLIS / 2)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aListIsTwoQueriesHoweverManyThreads() {
        IntStream.range(0, 9).forEach(i -> scene.thread("{'topic':'t','participants':['bob']}"));
        HUB.statements();
        admin.get(LIST);

        assertThat(HUB.statements()).hasSize(2);
    }

    @Test
    void topicAndStatusNarrowTheList() {
        String other = scene.thread("{'topic':'100% done'}");
        ada.patch(other, "{'status':'blocked'}");

        assertThat(ids(admin.get(LIST + "?search=pLA").json().path("items"))).containsExactly(ThreadHub.idOf(thread));
        assertThat(ids(admin.get(LIST + "?search=%25").json().path("items"))).containsExactly(ThreadHub.idOf(other));
        assertThat(ids(admin.get(LIST + "?status=blocked").json())).containsExactly(ThreadHub.idOf(other));
        assertThat(admin.get(LIST + "?search=plan&status=blocked").json().path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=open", "?offset=10001", "?search=LONG"})
    void whatIsWrongWithAListIsRefused(String query) {
        assertThat(admin.get(LIST + query.replace("LONG", "x".repeat(201))).outcome())
                .isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void aThreadIsShownWithItsRevisionAsTag() {
        Answer answer = admin.get(own);

        assertThat(answer.json()).isEqualTo(ada.get(thread).json());
        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(admin.with("If-None-Match", "\"1\"").get(own).status()).isEqualTo(304);
    }

    @Test
    void messagesAreReadInBothWays() {
        ada.patch(thread, "{'topic':'x'}");
        admin.patch(own, "{'permission_policy':null}");
        List<String> sent = IntStream.range(0, 3)
                .mapToObj(i -> {
                    HUB.hub().clock.advance(Duration.ofSeconds(1));
                    return ada.post(thread + "/messages", "{'content':'m'}");
                })
                .map(answer -> answer.field("id"))
                .toList();
        String messages = own + "/messages";
        JsonNode all = admin.get(messages).json();

        assertThat(ids(all)).isEqualTo(sent);
        assertThat(all.get(0)).isEqualTo(ada.get(thread + "/messages").json().get(0));
        assertThat(ids(admin.get(messages + "?limit=1").json())).containsExactly(sent.get(2));
        String middle = all.get(1).path("created_at").asString();
        assertThat(ids(admin.get(messages + "?before=" + middle).json())).containsExactly(sent.get(0));
        assertThat(ids(admin.get(messages + "?since=" + middle).json())).containsExactly(sent.get(2));
        JsonNode page = admin.get(messages + "?limit=1&before=" + sent.get(2)).json();
        assertThat(page.propertyNames()).containsExactlyInAnyOrder("messages", "has_more");
        assertThat(ids(page.path("messages"))).containsExactly(sent.get(1));
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(ids(admin.get(messages + "?before=unknown").json().path("messages")))
                .containsExactly(sent.get(2), sent.get(1), sent.get(0));
        JsonNode newer =
                admin.get(messages + "?limit=1&before=1&after=" + sent.get(0)).json();
        assertThat(newer.propertyNames()).containsExactlyInAnyOrder("messages", "has_more");
        assertThat(ids(newer.path("messages"))).containsExactly(sent.get(1));
        assertThat(newer.path("has_more").asBoolean()).isTrue();
        assertThat(admin.get(messages + "?since=x").outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void aThreadThatIsNotTheirsIsNotFound() {
        Client stranger = HUB.scene().asAdmin();
        Client operator = new Client(HUB.hub().api(new Caller.SuperAdmin(Optional.empty())));
        String bot = scene.eve.id().toString();

        for (Client client : List.of(stranger, operator)) {
            assertThat(client.get(own).outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(client.get(own + "/messages?since=x").outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(client.patch(own, "{}").outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(client.post(own + "/participants", "{}").outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(client.delete(own + "/participants/" + bot).outcome()).isEqualTo("404 NOT_FOUND");
        }
        assertThat(admin.get(LIST + "/x").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(stranger.get(LIST).json()).isEmpty();
        assertThat(operator.get(LIST).outcome()).isEqualTo("400 ORG_CONTEXT_REQUIRED");
        assertThat(ada.get(LIST).outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void aPatchTellsOfTheStatusFirstAndThenOfTheSettings() {
        TestSocket bobs = scene.connect(scene.bob);
        HUB.hub().clock.advance(Duration.ofSeconds(1));
        Answer answer = admin.patch(
                own,
                "{'status':'closed','close_reason':'error','visibility':'members','join_policy':'approval',"
                        + "'permission_policy':{'write':['*']},'topic':'not theirs','context':1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag").orElse("")).doesNotContain("\"4\"");
        JsonNode after = answer.json();
        assertThat(after.path("revision").asInt())
                .as("a revision for each group")
                .isEqualTo(4);
        assertThat(after.path("status").asString()).isEqualTo("closed");
        assertThat(after.path("close_reason").asString()).isEqualTo("error");
        assertThat(after.path("topic").asString()).isEqualTo("Plan");
        assertThat(after.path("last_activity_at")).isEqualTo(after.path("created_at"));
        List<JsonNode> events = bobs.drain();
        assertThat(events).hasSize(2);
        assertThat(events.get(0).toString())
                .isEqualTo(Client.quoted("{'type':'thread_status_changed','thread_id':'%s','topic':'Plan',"
                                + "'from':'active','to':'closed','by':'org:%s'}")
                        .formatted(ThreadHub.idOf(thread), scene.org.id()));
        assertThat(events.get(1).path("type").asString()).isEqualTo("thread_updated");
        assertThat(events.get(1).path("thread")).isEqualTo(after);
        assertThat(events.get(1).path("changes").toString())
                .isEqualTo("[\"permission_policy\",\"visibility\",\"join_policy\"]");
        assertThat(scene.facts(thread))
                .endsWith(Client.quoted("thread_status_changed {'topic':'Plan','from':'active','to':'closed',"
                        + "'by':'org:" + scene.org.id() + "'}"));
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .hasSize(2)
                .endsWith(
                        Client.quoted("thread.status_changed {'from':'active','to':'closed','close_reason':'error'}"));
    }

    @Test
    void onlyWhatChangedIsToldOf() {
        TestSocket bobs = scene.connect(scene.bob);

        assertThat(admin.patch(own, "{'visibility':'private'}")
                        .json()
                        .path("revision")
                        .asInt())
                .isEqualTo(2);
        assertThat(bobs.drain()).as("nothing changed").isEmpty();
        admin.patch(own, "{'status':'blocked'}");
        assertThat(bobs.drain())
                .singleElement()
                .matches(event -> event.path("type").asString().equals("thread_status_changed"));
        admin.patch(own, "{'visibility':'public'}");
        assertThat(bobs.drain())
                .singleElement()
                .matches(event -> event.path("changes").toString().equals("[\"visibility\"]"));
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .as("settings are not audited")
                .hasSize(2);
    }

    @Test
    void anAdminBotsChangeIsToldOfAsTheOrganisationsAndAuditedAsItsOwn() {
        TestSocket bobs = scene.connect(scene.bob);
        scene.as(chief).patch(own, "{'status':'resolved'}");

        assertThat(bobs.drain().get(0).path("by").asString()).isEqualTo("org:" + scene.org.id());
        assertThat(scene.auditActors(ThreadHub.idOf(thread)))
                .endsWith(chief.id().toString());
        admin.patch(own, "{'status':'active'}");
        assertThat(scene.auditActors(ThreadHub.idOf(thread))).endsWith("org:" + scene.org.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'close_reason':'error'}",
                "{'topic':'x','context':1}",
                "{'status':'open'}",
                "{'status':null}",
                "{'status':'closed'}",
                "{'status':'closed','close_reason':'bored'}",
                "{'status':'resolved','close_reason':'manual'}",
                "{'visibility':'secret'}",
                "{'visibility':null}",
                "{'join_policy':'ask'}",
                "{'permission_policy':[]}",
                "{'permission_policy':{'read':['*']}}",
                "{'status':'resolved','visibility':'public','permission_policy':'x'}"
            })
    void whatIsWrongWithAPatchIsRefusedBeforeAnythingIsWritten(String json) {
        JsonNode before = admin.get(own).json();

        assertThat(admin.patch(own, json).outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(admin.get(own).json()).isEqualTo(before);
    }

    @Test
    void aStepThatIsNotAllowedChangesNothing() {
        admin.patch(own, "{'status':'resolved'}");
        TestSocket bobs = scene.connect(scene.bob);

        assertThat(admin.patch(own, "{'status':'blocked','visibility':'public'}")
                        .outcome())
                .isEqualTo("409 INVALID_TRANSITION");
        assertThat(admin.patch(own, "{'status':'resolved'}").outcome()).isEqualTo("409 INVALID_TRANSITION");
        assertThat(admin.get(own).field("visibility")).isEqualTo("private");
        assertThat(bobs.drain()).isEmpty();
        assertThat(admin.patch(own, "{'visibility':'public'}").outcome())
                .as("settings may change when it is over")
                .isEqualTo("200");
    }

    @Test
    void whoWaitsToJoinGoesOnWaiting() {
        String club = scene.thread("{'topic':'club','join_policy':'approval'}");
        scene.as(scene.eve).post(club + "/join");
        admin.patch(club.replace("/api/", "/api/org/"), "{'join_policy':'invite_only'}");

        assertThat(ada.get(club + "/join-requests").json()).hasSize(1);
    }

    @Test
    void anInvitedBotIsToldByEventAndCatchUpAndNothingIsAudited() {
        TestSocket bobs = scene.connect(scene.bob);
        TestSocket eves = scene.connect(scene.eve);
        Answer answer = admin.post(own + "/participants", "{'bot_id':'" + scene.eve.id() + "'}");

        assertThat(answer.json().toString())
                .isEqualTo(Client.quoted("{'thread_id':'%s','bot_id':'%s','label':null,'joined_at':%s}")
                        .formatted(ThreadHub.idOf(thread), scene.eve.id(), answer.field("joined_at")));
        String joined = Client.quoted("{'type':'thread_participant','thread_id':'%s','bot_id':'%s','bot_name':'Eve',"
                        + "'action':'joined','by':'org:%s'}")
                .formatted(ThreadHub.idOf(thread), scene.eve.id(), scene.org.id());
        assertThat(bobs.drain()).singleElement().hasToString(joined);
        assertThat(eves.drain()).singleElement().hasToString(joined);
        assertThat(scene.facts(thread))
                .endsWith(Client.quoted("thread_invited {'topic':'Plan','inviter':'org:" + scene.org.id() + "'}"));
        assertThat(scene.audit(ThreadHub.idOf(thread))).hasSize(1);
        assertThat(admin.get(own).json().path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void aLabelIsTakenIfItIsText() {
        TestSocket bobs = scene.connect(scene.bob);
        Answer labelled = scene.as(chief).post(own + "/participants", body(scene.eve, "'judge'"));

        assertThat(labelled.field("label")).isEqualTo("judge");
        assertThat(bobs.drain().get(0).path("label").asString()).isEqualTo("judge");
        Answer unlabelled = admin.post(own + "/participants", body(chief, "7"));
        assertThat(unlabelled.field("label")).isNull();
        assertThat(bobs.drain().get(0).has("label")).isFalse();
    }

    @Test
    void invitationsAreCheckedInOrder() {
        BotSummary pending = scene.org.bot("pending", AuthRole.MEMBER, JoinStatus.PENDING);
        String participants = own + "/participants";

        assertThat(admin.post(participants, "{}").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(admin.post(participants, "{'bot_id':'Eve'}").outcome())
                .as("a name will not do")
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(admin.post(participants, body(scene.eve, "'" + "x".repeat(257) + "'"))
                        .outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(admin.post(participants, "{'bot_id':'" + ThreadHub.idOf(thread) + "'}")
                        .outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(admin.post(participants, body(pending, "null")).outcome()).isEqualTo("400 BOT_NOT_ACTIVE");
        assertThat(admin.post(participants, body(scene.bob, "null")).outcome()).isEqualTo("409 ALREADY_PARTICIPANT");
        admin.patch(own, "{'status':'resolved'}");
        assertThat(admin.post(participants, "{}").outcome()).isEqualTo("409 THREAD_TERMINAL");
        assertThat(admin.delete(participants + "/nobody").outcome()).isEqualTo("409 THREAD_TERMINAL");
    }

    @Test
    void aRemovedBotIsToldByEventAndCatchUpAndTheLogNamesNoPerson() {
        TestSocket bobs = scene.connect(scene.bob);
        Answer answer = admin.delete(own + "/participants/bob");

        assertThat(answer.text()).isEqualTo("{\"ok\":true}");
        assertThat(bobs.drain())
                .singleElement()
                .matches(event -> event.path("action").asString().equals("left"))
                .matches(event -> event.path("by").asString().equals("org:" + scene.org.id()));
        assertThat(scene.facts(thread))
                .endsWith(Client.quoted(
                        "thread_participant_removed {'topic':'Plan','removed_by':'org:" + scene.org.id() + "'}"));
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .endsWith(Client.quoted("thread.remove_participant {'removed_bot_id':'%s','removed_bot_name':'bob',"
                                + "'removed_by':'org:%s'}")
                        .formatted(scene.bob.id(), scene.org.id()));
        assertThat(scene.auditActors(ThreadHub.idOf(thread))).endsWith((String) null);
        assertThat(bob.get(thread).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(admin.delete(own + "/participants/bob").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(admin.delete(own + "/participants/nobody").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(admin.delete(own + "/participants/ada").outcome())
                .as("the last one")
                .isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void anAdminBotRemovesUnderItsOwnName() {
        TestSocket bobs = scene.connect(scene.bob);
        scene.as(chief).delete(own + "/participants/" + scene.bob.id());

        assertThat(bobs.drain().get(0).path("by").asString())
                .isEqualTo(chief.id().toString());
        assertThat(scene.auditActors(ThreadHub.idOf(thread)))
                .endsWith(chief.id().toString());
    }

    @Test
    void whatIsRepeatedWithItsKeyIsDoneOnce() {
        Client once = admin.with("Idempotency-Key", "k");
        String invitation = body(scene.eve, "null");
        Answer invited = once.post(own + "/participants", invitation);
        Answer patched = admin.with("Idempotency-Key", "p").patch(own, "{'status':'blocked','visibility':'public'}");

        assertThat(once.post(own + "/participants", invitation).text()).isEqualTo(invited.text());
        assertThat(admin.with("Idempotency-Key", "p")
                        .patch(own, "{'status':'blocked','visibility':'public'}")
                        .text())
                .isEqualTo(patched.text());
        assertThat(once.delete(own + "/participants/bob").outcome()).startsWith("422");
    }

    @Test
    void theOwnerOfAnAdminBotMayDoItToo() {
        assertThat(scene.asOwner(chief).patch(own, "{'status':'blocked'}").outcome())
                .isEqualTo("200");
    }

    @Test
    void aBotThatIsNoAdminAnyMoreChangesNothing() {
        Client former = scene.as(new BotSummary(scene.eve.id(), "Eve", AuthRole.ADMIN, JoinStatus.ACTIVE));

        assertThat(former.patch(own, "{'status':'blocked'}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(former.post(own + "/participants", "{}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(former.delete(own + "/participants/bob").outcome()).isEqualTo("403 FORBIDDEN");
    }

    private static String body(BotSummary bot, String label) {
        return "{'bot_id':'" + bot.id() + "','label':" + label + "}";
    }

    private static List<String> ids(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("id").asString())
                .toList();
    }
}
