package dev.parley.protocol;

import static dev.parley.protocol.Samples.ALICE;
import static dev.parley.protocol.Samples.BOB;
import static dev.parley.protocol.Samples.CHANNEL;
import static dev.parley.protocol.Samples.ORG;
import static dev.parley.protocol.Samples.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.channel.Channel;
import dev.parley.protocol.channel.ChannelDetail;
import dev.parley.protocol.channel.ChannelListing;
import dev.parley.protocol.channel.ChannelMember;
import dev.parley.protocol.message.InboxMessage;
import dev.parley.protocol.thread.JoinRequest;
import dev.parley.protocol.thread.JoinRequestStatus;
import dev.parley.protocol.thread.Participant;
import dev.parley.protocol.thread.Participation;
import dev.parley.protocol.thread.ThreadDetail;
import dev.parley.protocol.thread.ThreadListing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every object on the wire, byte for byte: names, order, and which fields are null and which absent. */
class WireShapeTest {

    private static final String ID = "00000000-0000-0000-0000-00000000000";
    private static final String THREAD_FIELDS = """
            "id":"#4","org_id":"#1","topic":"t","tags":["a"],"status":"active","initiator_id":"#2",\
            "channel_id":null,"context":"{\\"k\\":1}","close_reason":null,\
            "permission_policy":"{\\"write\\":[\\"*\\"]}","visibility":"public","join_policy":"invite_only",\
            "revision":1,"created_at":10,"updated_at":11,"last_activity_at":12,"resolved_at":null""";

    @Test
    void aBotHasItsTwentyOneFieldsAndWritesNulls() {
        Bot bot = new Bot(
                ALICE,
                ORG,
                "alice",
                AuthRole.MEMBER,
                true,
                null,
                10,
                new RawJson("{\"a\": 1}"),
                null,
                null,
                null,
                null,
                List.of("x"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                JoinStatus.ACTIVE);
        assertWritten(bot, """
                {"id":"#2","org_id":"#1","name":"alice","auth_role":"member","online":true,"last_seen_at":null,\
                "created_at":10,"metadata":{"a": 1},"bio":null,"role":null,"function":null,"team":null,\
                "tags":["x"],"languages":null,"protocols":null,"status_text":null,"timezone":null,\
                "active_hours":null,"version":"1.0.0","runtime":null,"join_status":"active"}""");
        assertThat(Json.mapper().valueToTree(bot).size()).isEqualTo(21);
    }

    @Test
    void aChannelIsFlatWithItsMembers() {
        Channel channel = Channel.direct(CHANNEL, ORG, 10);
        List<ChannelMember> members = List.of(new ChannelMember(ALICE, "alice", true));
        String written = "\"members\":[{\"id\":\"#2\",\"name\":\"alice\",\"online\":true}]}";
        assertWritten(
                new ChannelDetail(channel, members),
                "{\"id\":\"#5\",\"org_id\":\"#1\",\"type\":\"direct\",\"name\":null,\"created_at\":10," + written);
        assertWritten(
                ChannelListing.of(channel, 20, members),
                "{\"id\":\"#5\",\"type\":\"direct\",\"name\":null,\"created_at\":10,\"last_activity_at\":20,"
                        + written);
    }

    @Test
    void aDirectMessageNamesItsSenderOnlyWhereAReadAddsIt() {
        String fields = """
                {"id":"#6","channel_id":"#5","sender_id":"#2","content":"hi","content_type":"text",\
                "parts":[{"type":"text","content":"hi"}],"created_at":10""";
        assertWritten(Samples.directMessage(), fields + "}");
        assertWritten(Samples.directMessage().withSenderName("alice"), fields + ",\"sender_name\":\"alice\"}");
        assertWritten(
                new InboxMessage(Samples.directMessage().withSenderName("alice"), null),
                fields + ",\"sender_name\":\"alice\",\"channel_name\":null}");
    }

    @Test
    void aThreadMessageShowsTheMessageItAnswersOnlyWhileThatExists() {
        var message = Samples.threadMessage();
        assertWritten(message, """
                {"id":"#6","thread_id":"#4","sender_id":"#2","content":"hi","content_type":"text",\
                "parts":[{"type":"text","content":"hi"}],"mentions":[{"bot_id":"#3","name":"bob"}],\
                "mention_all":false,"metadata":{"k":1},"reply_to_id":"#7","created_at":10,"sender_name":"alice",\
                "reply_to_message":{"id":"#7","sender_id":"#3","sender_name":"bob","content":"earlier",\
                "created_at":9}}""");
        assertThat(Json.write(message.asReplyTo())).startsWith("{\"id\":").doesNotContain("parts");
    }

    @Test
    void aThreadKeepsContextAndPolicyAsStrings() {
        assertWritten(Samples.thread(), "{" + THREAD_FIELDS + "}");
    }

    @Test
    void threadsInListsAddTheirOwnFieldsToTheThread() {
        assertWritten(ThreadListing.own(Samples.thread(), 2), "{" + THREAD_FIELDS + ",\"participant_count\":2}");
        assertWritten(
                new ThreadListing(Samples.thread(), 2, false),
                "{" + THREAD_FIELDS + ",\"participant_count\":2,\"is_participant\":false}");
        assertWritten(
                ThreadDetail.of(Samples.thread(), List.of(new Participant(BOB, "bob", false, null, 10))),
                "{" + THREAD_FIELDS
                        + ",\"participant_count\":1,\"participants\":[{\"bot_id\":\"#3\",\"name\":\"bob\","
                        + "\"online\":false,\"label\":null,\"joined_at\":10}]}");
    }

    @Test
    void participationsAndJoinRequestsWriteTheirNulls() {
        assertWritten(
                new Participation(THREAD, BOB, null, 10),
                "{\"thread_id\":\"#4\",\"bot_id\":\"#3\",\"label\":null,\"joined_at\":10}");
        JoinRequestId id = new JoinRequestId(Samples.uuid(9));
        assertWritten(new JoinRequest(id, THREAD, BOB, JoinRequestStatus.PENDING, 10, null, null, "bob"), """
                {"id":"#9","thread_id":"#4","bot_id":"#3","status":"pending","requested_at":10,\
                "resolved_at":null,"resolved_by":null,"bot_name":"bob"}""");
    }

    @Test
    void anArtifactWritesItsNulls() {
        assertWritten(Samples.artifact(1), """
                {"id":"#8","thread_id":"#4","artifact_key":"plan.md","type":"markdown","title":null,\
                "content":"# plan","language":null,"url":null,"mime_type":null,"contributor_id":"#2","version":1,\
                "format_warning":false,"created_at":10,"updated_at":10}""");
    }

    /** In {@code expected} an id is written as {@code #} and its last digit. */
    private static void assertWritten(Object value, String expected) {
        assertThat(Json.write(value)).isEqualTo(expected.replaceAll("\"#(\\d)\"", "\"" + ID + "$1\""));
    }
}
