package dev.parley.protocol.catchup;

import static dev.parley.protocol.Samples.ALICE;
import static dev.parley.protocol.Samples.CHANNEL;
import static dev.parley.protocol.Samples.ORG;
import static dev.parley.protocol.Samples.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Actor;
import dev.parley.protocol.Json;
import dev.parley.protocol.Samples;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What catch-up answers, byte for byte. */
class CatchUpShapeTest {

    private static final UUID ID = Samples.uuid(9);
    private static final String THREAD_EVENT = """
            {"event_id":"00000000-0000-0000-0000-000000000009","occurred_at":10,"type":"%s",\
            "thread_id":"00000000-0000-0000-0000-000000000004",""";
    private static final String CHANNEL_EVENT =
            THREAD_EVENT.replace("thread_id", "channel_id").replace("004", "005");

    @Test
    void invitationsNameTheThreadAndTheInviter() {
        var facts = new CatchUpFacts.Invitation("t", Actor.bot(ALICE));
        assertWritten(
                new CatchUpEvent.ThreadInvited(ID, 10, THREAD, facts),
                THREAD_EVENT,
                "\"topic\":\"t\",\"inviter\":\"00000000-0000-0000-0000-000000000002\"}");
    }

    @Test
    void statusChangesNameTheChangeAndWhoMadeIt() {
        var facts = new CatchUpFacts.StatusChange("t", ThreadStatus.ACTIVE, ThreadStatus.RESOLVED, Actor.org(ORG));
        assertWritten(
                new CatchUpEvent.ThreadStatusChanged(ID, 10, THREAD, facts),
                THREAD_EVENT,
                "\"topic\":\"t\",\"from\":\"active\",\"to\":\"resolved\","
                        + "\"by\":\"org:00000000-0000-0000-0000-000000000001\"}");
    }

    @Test
    void removalsNameWhoRemoved() {
        var facts = new CatchUpFacts.Removal("t", Actor.bot(ALICE));
        assertWritten(
                new CatchUpEvent.ThreadParticipantRemoved(ID, 10, THREAD, facts),
                THREAD_EVENT,
                "\"topic\":\"t\",\"removed_by\":\"00000000-0000-0000-0000-000000000002\"}");
    }

    @Test
    void messagesAreCounted() {
        assertWritten(
                new CatchUpEvent.ThreadMessages(ID, 10, THREAD, "t", 3),
                THREAD_EVENT,
                "\"topic\":\"t\",\"count\":3,\"last_at\":10}");
        assertWritten(
                new CatchUpEvent.ChannelMessages(ID, 10, CHANNEL, "c", 1),
                CHANNEL_EVENT,
                "\"channel_name\":\"c\",\"count\":1,\"last_at\":10}");
        assertWritten(
                new CatchUpEvent.ChannelMessages(ID, 10, CHANNEL, null, 1),
                CHANNEL_EVENT,
                "\"count\":1,\"last_at\":10}");
    }

    @Test
    void artifactsAreCountedOnceThereAreSeveral() {
        var latest = new CatchUpFacts.ArtifactVersion("plan.md", 2);
        assertWritten(
                new CatchUpEvent.ThreadArtifacts(ID, 10, THREAD, latest, null),
                THREAD_EVENT,
                "\"artifact_key\":\"plan.md\",\"version\":2}");
        assertWritten(
                new CatchUpEvent.ThreadArtifacts(ID, 10, THREAD, latest, 2L),
                THREAD_EVENT,
                "\"artifact_key\":\"plan.md\",\"version\":2,\"count\":2}");
    }

    @Test
    void aPageHasACursorOnlyWhenThereIsMore() {
        CatchUpEvent event = new CatchUpEvent.ThreadMessages(ID, 10, THREAD, "t", 3);
        CatchUpEvent next = new CatchUpEvent.ThreadMessages(Samples.uuid(8), 11, THREAD, "t", 3);

        assertThat(CatchUpPage.of(List.of(event, next), 1)).isEqualTo(new CatchUpPage(List.of(event), true, ID));
        assertThat(Json.write(CatchUpPage.of(List.of(event), 1)))
                .startsWith("{\"events\":[{\"event_id\":")
                .endsWith("}],\"has_more\":false}");
        assertThat(Json.write(new CatchUpPage(List.of(), true, ID)))
                .isEqualTo("{\"events\":[],\"has_more\":true,\"cursor\":\"" + ID + "\"}");
    }

    @Test
    void theCountSumsUpTheTypes() {
        assertThat(Json.write(CatchUpCount.of(Map.of()))).isEqualTo("""
                {"thread_invites":0,"thread_status_changes":0,"thread_activities":0,"channel_messages":0,"total":0}""");
        assertThat(CatchUpCount.of(Map.of(
                        CatchUpType.THREAD_INVITED, 1L,
                        CatchUpType.THREAD_STATUS_CHANGED, 2L,
                        CatchUpType.THREAD_MESSAGE_SUMMARY, 4L,
                        CatchUpType.THREAD_ARTIFACT_ADDED, 8L,
                        CatchUpType.THREAD_PARTICIPANT_REMOVED, 16L,
                        CatchUpType.CHANNEL_MESSAGE_SUMMARY, 32L)))
                .isEqualTo(new CatchUpCount(1, 2, 28, 32, 63));
    }

    @Test
    void theFactsAreReadBackAsTheyWereStored() {
        assertStored(new CatchUpFacts.Invitation("t", Actor.bot(ALICE)));
        assertStored(new CatchUpFacts.StatusChange("t", ThreadStatus.ACTIVE, ThreadStatus.CLOSED, Actor.org(ORG)));
        assertStored(new CatchUpFacts.ArtifactVersion("plan.md", 2));
        assertStored(new CatchUpFacts.Removal("t", Actor.bot(ALICE)));
    }

    private static void assertStored(CatchUpFacts facts) {
        CatchUpFacts read = Json.mapper().readValue(Json.write(facts), facts.getClass());
        assertThat(read).isEqualTo(facts);
    }

    private static void assertWritten(CatchUpEvent event, String start, String end) {
        assertThat(Json.write(event)).isEqualTo(start.formatted(event.type().wireName()) + end);
    }
}
