package dev.parley.protocol.event;

import static dev.parley.protocol.Samples.ALICE;
import static dev.parley.protocol.Samples.BOB;
import static dev.parley.protocol.Samples.CHANNEL;
import static dev.parley.protocol.Samples.ORG;
import static dev.parley.protocol.Samples.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Actor;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.Json;
import dev.parley.protocol.Samples;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.channel.Channel;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {

    private static final BotRef BOB_REF = new BotRef(BOB, "bob");
    private static final Actor BY = Actor.bot(ALICE);

    /** An event, its type and its other fields in order. */
    record Case(Event event, String type, String... fields) {
        @Override
        public String toString() {
            return type;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        new Event.MessageSent(CHANNEL, Samples.directMessage(), "alice"),
                        "message",
                        "channel_id",
                        "message",
                        "sender_name"),
                new Case(
                        new Event.ChannelCreated(Channel.direct(CHANNEL, ORG, 1), List.of(ALICE, BOB)),
                        "channel_created",
                        "channel",
                        "members"),
                new Case(new Event.BotOnline(BOB_REF), "bot_online", "bot"),
                new Case(new Event.BotOffline(BOB_REF), "bot_offline", "bot"),
                new Case(
                        new Event.BotRegistered(new Event.BotRegistered.Registered(BOB, "bob", JoinStatus.PENDING)),
                        "bot_registered",
                        "bot"),
                new Case(new Event.BotJoinRequest(BOB_REF, ORG), "bot_join_request", "bot", "org_id"),
                new Case(
                        new Event.BotStatusChanged(BOB, "bob", JoinStatus.REJECTED, JoinStatus.PENDING, null),
                        "bot_status_changed",
                        "bot_id",
                        "name",
                        "join_status",
                        "previous_status",
                        "reason"),
                new Case(new Event.BotRenamed(BOB, "bob", "rob"), "bot_renamed", "bot_id", "old_name", "new_name"),
                new Case(new Event.ThreadCreated(Samples.thread()), "thread_created", "thread"),
                new Case(
                        new Event.ThreadUpdated(Samples.thread(), List.of("topic")),
                        "thread_updated",
                        "thread",
                        "changes"),
                new Case(
                        new Event.ThreadStatusChanged(THREAD, "t", ThreadStatus.ACTIVE, ThreadStatus.CLOSED, BY),
                        "thread_status_changed",
                        "thread_id",
                        "topic",
                        "from",
                        "to",
                        "by"),
                new Case(
                        new Event.ThreadMessageSent(THREAD, Samples.threadMessage()),
                        "thread_message",
                        "thread_id",
                        "message"),
                new Case(
                        Event.ArtifactChanged.of(Samples.artifact(1)),
                        "thread_artifact",
                        "thread_id",
                        "artifact",
                        "action"),
                new Case(
                        Event.ParticipantChanged.left(THREAD, BOB_REF, BY),
                        "thread_participant",
                        "thread_id",
                        "bot_id",
                        "bot_name",
                        "action",
                        "by"),
                new Case(
                        new Event.JoinRequested(THREAD, new JoinRequestId(Samples.uuid(9)), BOB, "bob"),
                        "thread_join_request",
                        "thread_id",
                        "request_id",
                        "bot_id",
                        "bot_name"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTypeComesFirstAndTheFieldsFollowInTheirOrder(Case expected) {
        assertThat(expected.event.type()).isEqualTo(expected.type);
        assertThat(Json.write(expected.event)).startsWith("{\"type\":\"" + expected.type + "\",");
        assertThat(Json.mapper().valueToTree(expected.event).propertyNames())
                .startsWith("type")
                .endsWith(expected.fields)
                .hasSize(expected.fields.length + 1);
    }

    @Test
    void everyEventIsAmongTheCases() {
        Set<Class<?>> tested = cases().map(each -> each.event.getClass()).collect(Collectors.toSet());
        assertThat(tested).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    @Test
    void ofEveryEventIsSaidWhenAndToWhomItIsTold() {
        assertThat(cases().map(each -> Event.told(each.event.getClass())))
                .doesNotContainNull()
                .allSatisfy(told -> {
                    assertThat(told.as()).matches("[a-z_]+");
                    assertThat(told.when()).matches("[A-Z][^\n]+\\.");
                    assertThat(told.to()).matches("[A-Z][^\n]+\\.");
                });
    }

    @Test
    void theMessageInsideAMessageEventHasNoSenderName() {
        Event event = new Event.MessageSent(CHANNEL, Samples.directMessage().withSenderName("alice"), "alice");
        assertThat(Json.mapper().valueToTree(event).get("message").has("sender_name"))
                .isFalse();
    }

    @Test
    void aParticipantsLabelIsAbsentNullOrAString() {
        assertThat(Json.write(Event.ParticipantChanged.joined(THREAD, BOB_REF, BY)))
                .endsWith("\"action\":\"joined\",\"by\":\"" + ALICE + "\"}");
        assertThat(Json.write(Event.ParticipantChanged.invited(THREAD, BOB_REF, BY, null)))
                .endsWith(",\"label\":null}");
        assertThat(Json.write(Event.ParticipantChanged.invited(THREAD, BOB_REF, BY, "a \"b\"")))
                .endsWith(",\"label\":\"a \\\"b\\\"\"}");
    }

    @Test
    void anAdministratorActsInTheNameOfItsOrganisation() {
        assertThat(Json.write(Event.ParticipantChanged.left(THREAD, BOB_REF, Actor.org(ORG))))
                .contains("\"action\":\"left\",\"by\":\"org:" + ORG + "\"");
    }

    @Test
    void onlyTheFirstVersionOfAnArtifactIsAdded() {
        assertThat(Json.write(Event.ArtifactChanged.of(Samples.artifact(1)))).endsWith(",\"action\":\"added\"}");
        assertThat(Json.write(Event.ArtifactChanged.of(Samples.artifact(2)))).endsWith(",\"action\":\"updated\"}");
    }
}
