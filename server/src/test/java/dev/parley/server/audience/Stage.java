package dev.parley.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Scope;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Two organisations with a connection in every {@link Seat}, and a thread and a channel for things to happen in. */
final class Stage {

    final TestHub hub;
    final TestOrg org;
    final TestBot actor;
    final TestBot peer;
    final TestBot adminBot;
    final TestBot uninvolved;
    final TestBot former;

    /** Members of the channel are the actor and the peer. */
    final String channel;

    /** The bot it is about, a new one for each door. */
    TestBot subject;

    /** Of the actor and the peer, new for each door; the former participant has left it. */
    String thread;

    private final TestOrg abroad;
    private final TestBot herald;
    private final TestBot heraldAbroad;
    private final Map<Seat, Listener> seats = new EnumMap<>(Seat.class);
    private int scenes;
    private int markers;
    private long since;

    Stage(TestHub hub) {
        this.hub = hub;
        org = hub.org().unlimited();
        abroad = hub.org();
        actor = org.bot("actor");
        peer = org.bot("peer");
        adminBot = org.adminBot("admin");
        uninvolved = org.bot("uninvolved");
        former = org.bot("former");
        herald = org.bot("herald");
        heraldAbroad = abroad.bot("herald");
        channel = actor.sendTo(peer, "hello");
        seatBots();
        seatAdmins();
    }

    private void seatBots() {
        seat(Seat.ACTOR, actor.http());
        seat(Seat.ACTOR_TWICE, actor.http());
        seat(Seat.ACTOR_OWNER, owner(actor));
        seat(Seat.PEER, peer.http());
        seat(Seat.PEER_OWNER, owner(peer));
        seat(Seat.PEER_PROFILE, hub.client().withToken(hub.scopedToken(peer, Scope.PROFILE)));
        seat(Seat.ADMIN_BOT, adminBot.http());
        seat(Seat.UNINVOLVED, uninvolved.http());
        seat(Seat.FORMER, former.http());
        seat(Seat.ABROAD_BOT, abroad.bot("stranger").http());
    }

    private void seatAdmins() {
        for (Seat seat : Seat.GROUPS.get(4)) {
            seat(seat, org.admin());
        }
        seat(Seat.ABROAD_ADMIN, abroad.admin());
        seat(Seat.ABROAD_WATCHES, abroad.admin());
        String elsewhere = uninvolved.openThread("elsewhere");
        subscribe(Seat.WATCHES_ELSE, "thread_id", elsewhere);
        subscribe(Seat.WATCHES_ELSE, "channel_id", uninvolved.sendTo(former, "psst"));
        subscribe(Seat.WATCHES_CHANNEL, "channel_id", channel);
        subscribe(Seat.ABROAD_WATCHES, "channel_id", channel);
        subscribe(Seat.WATCHES_NO_MORE, "channel_id", channel);
        at(Seat.WATCHES_NO_MORE).send(Fields.of("type", "unsubscribe", "channel_id", channel));
    }

    Listener at(Seat seat) {
        return seats.get(seat);
    }

    void seat(Seat seat, HubClient client) {
        seats.put(seat, new Listener(client.connect()));
    }

    /** The bot's owner, logged in. */
    HubClient owner(TestBot bot) {
        return hub.client().withCookie(hub.logIn(Fields.of("type", "bot", "token", bot.token())));
    }

    /** A new thread to watch, and a new bot for it to be about; all is quiet afterwards. */
    void prepare(Door door) {
        scenes++;
        since = System.currentTimeMillis() - 1;
        subject = org.bot("subject-" + scenes);
        seat(Seat.SUBJECT, subject.http());
        seat(Seat.SUBJECT_OWNER, owner(subject));
        watch(actor.openThread("scene " + scenes, peer, former));
        remove(former);
        door.before().accept(this);
        collect();
    }

    /** From now on this is the thread in question. */
    void watch(String next) {
        thread = next;
        subscribe(Seat.WATCHES_THREAD, "thread_id", thread);
        subscribe(Seat.ABROAD_WATCHES, "thread_id", thread);
        subscribe(Seat.WATCHES_NO_MORE, "thread_id", thread);
        at(Seat.WATCHES_NO_MORE).send(Fields.of("type", "unsubscribe", "thread_id", thread));
        at(Seat.WATCHES_NO_MORE).answered();
    }

    private void subscribe(Seat seat, String field, String topic) {
        at(seat).send(Fields.of("type", "subscribe", field, topic));
        at(seat).answered();
    }

    void remove(TestBot bot) {
        ok(bot.http().delete(path("/participants/" + bot.id())));
    }

    void invite(TestBot bot) {
        ok(actor.http().post(path("/participants"), Fields.of("bot_id", bot.id())));
    }

    /** Below the thread in question. */
    String path(String rest) {
        return "/api/threads/" + thread + rest;
    }

    /** The same for administrators. */
    String orgPath(String rest) {
        return "/api/org/threads/" + thread + rest;
    }

    static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 299);
        return answer.json();
    }

    /** Sends a frame and waits for its ack, which is kept among what was received. */
    void send(Seat seat, String type, Object... fields) {
        Map<String, Object> frame = Fields.of("type", type, "ref", "scene");
        frame.putAll(Fields.of(fields));
        at(seat).send(frame);
        JsonNode answer =
                at(seat).until(received -> received.path("ref").asString("").equals("scene"));
        assertThat(answer.path("type").asString()).as("%s", answer).isEqualTo("ack");
        at(seat).keep(answer);
    }

    /**
     * Everything that every seat received since the last time. That there is nothing more shows a name that is changed
     * afterwards, of which everybody is told.
     */
    Map<Seat, List<JsonNode>> collect() {
        String marker = "herald-" + ++markers;
        ok(herald.http().patch("/api/me/name", Fields.of("name", marker)));
        ok(heraldAbroad.http().patch("/api/me/name", Fields.of("name", marker)));
        Predicate<JsonNode> isMarker =
                frame -> frame.path("new_name").asString("").equals(marker);
        Map<Seat, List<JsonNode>> received = new EnumMap<>(Seat.class);
        seats.forEach((seat, listener) -> {
            listener.untilOrClosed(isMarker);
            received.put(seat, listener.take());
        });
        return received;
    }

    /** What each bot has missed in this scene by now, by its part: the events of its catch-up as they are. */
    Map<String, List<String>> missed() {
        Map<String, TestBot> bots = new TreeMap<>(
                Map.of("actor", actor, "peer", peer, "subject", subject, "admin", adminBot, "uninvolved", uninvolved));
        bots.put("former", former);
        Map<String, List<String>> missed = new TreeMap<>();
        bots.forEach((part, bot) -> missed.put(part, missed(bot)));
        return missed;
    }

    /** Nothing for a bot that is gone. */
    private List<String> missed(TestBot bot) {
        return bot.http()
                .get("/api/me/catchup?limit=200&since=" + since)
                .json()
                .path("events")
                .valueStream()
                .map(JsonNode::toString)
                .toList();
    }
}
