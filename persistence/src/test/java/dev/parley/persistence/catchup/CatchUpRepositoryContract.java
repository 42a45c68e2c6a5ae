package dev.parley.persistence.catchup;

import static dev.parley.protocol.catchup.CatchUpType.CHANNEL_MESSAGE_SUMMARY;
import static dev.parley.protocol.catchup.CatchUpType.THREAD_ARTIFACT_ADDED;
import static dev.parley.protocol.catchup.CatchUpType.THREAD_INVITED;
import static dev.parley.protocol.catchup.CatchUpType.THREAD_MESSAGE_SUMMARY;
import static dev.parley.protocol.catchup.CatchUpType.THREAD_PARTICIPANT_REMOVED;
import static dev.parley.protocol.catchup.CatchUpType.THREAD_STATUS_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.ThreadRow;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.catchup.CatchUpType;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every way to find out what a bot missed must do. */
public interface CatchUpRepositoryContract {

    Database database();

    @Test
    default void messagesOfOthersAreOneEventForEachThread() {
        Story story = Story.in(database());
        UUID first = story.topic();
        UUID second = story.topic();
        story.message(first, 10, story.other());
        story.message(second, 11, story.other());
        story.message(first, 12, story.me());
        story.message(first, 13, null);
        story.message(first, 14, story.me());

        assertThat(story.missed(0))
                .containsExactly(
                        event(THREAD_MESSAGE_SUMMARY, second, 11, 1), event(THREAD_MESSAGE_SUMMARY, first, 13, 2));
    }

    @Test
    default void artifactsOfOthersAreOneEventWithTheFactsOfTheLast() {
        Story story = Story.in(database());
        UUID topic = story.topic();
        story.entry(topic, 10, story.other(), THREAD_ARTIFACT_ADDED, "first");
        story.message(topic, 11, story.other());
        story.entry(topic, 12, story.other(), THREAD_ARTIFACT_ADDED, "second");
        story.entry(topic, 13, story.me(), THREAD_ARTIFACT_ADDED, "mine");

        assertThat(story.missed(0))
                .containsExactly(
                        event(THREAD_MESSAGE_SUMMARY, topic, 11, 1),
                        event(THREAD_ARTIFACT_ADDED, topic, 12, 2, "second"));
    }

    @Test
    default void everyChangeOfStatusIsAnEventOfItsOwnForTheActorToo() {
        Story story = Story.in(database());
        UUID topic = story.topic();
        story.entry(topic, 10, story.other(), THREAD_STATUS_CHANGED, "a");
        story.entry(topic, 11, story.me(), THREAD_STATUS_CHANGED, "b");
        story.entry(topic, 12, null, THREAD_STATUS_CHANGED, "c");

        assertThat(story.missed(0))
                .containsExactly(
                        event(THREAD_STATUS_CHANGED, topic, 10, 1, "a"),
                        event(THREAD_STATUS_CHANGED, topic, 11, 1, "b"),
                        event(THREAD_STATUS_CHANGED, topic, 12, 1, "c"));
    }

    @Test
    default void anInvitationIsForWhoCameInByIt() {
        Story story = Story.in(database());
        UUID createdByOther = story.topic();
        story.entry(createdByOther, 1, story.other(), THREAD_INVITED, "created");
        UUID createdByMe = UUID.randomUUID();
        story.join(createdByMe, story.me(), 2);
        story.entry(createdByMe, 2, story.me(), THREAD_INVITED, "mine");
        story.join(createdByMe, story.other(), 3);
        story.entry(createdByMe, 3, story.other(), THREAD_INVITED, "of another");
        UUID joinedLater = UUID.randomUUID();
        story.join(joinedLater, story.me(), 4);
        story.entry(joinedLater, 4, null, THREAD_INVITED, "by an admin");

        assertThat(story.missed(0))
                .containsExactly(
                        event(THREAD_INVITED, createdByOther, 1, 1, "created"),
                        event(THREAD_INVITED, joinedLater, 4, 1, "by an admin"));
    }

    @Test
    default void aRemovalIsForWhoLeftByIt() {
        Story story = Story.in(database());
        UUID topic = story.topic();
        story.leave(topic, story.other(), 10);
        story.entry(topic, 10, story.me(), THREAD_PARTICIPANT_REMOVED, "of another");
        story.leave(topic, story.me(), 11);
        story.entry(topic, 11, story.me(), THREAD_PARTICIPANT_REMOVED, "left");

        assertThat(story.missed(0)).containsExactly(event(THREAD_PARTICIPANT_REMOVED, topic, 11, 1, "left"));
    }

    @Test
    default void onlyWhatHappenedDuringAStayIsMissed() {
        Story story = Story.in(database());
        UUID topic = UUID.randomUUID();
        story.join(topic, story.me(), 10);
        story.leave(topic, story.me(), 20);
        story.join(topic, story.me(), 30);
        for (long position : new long[] {9, 10, 19, 20, 21, 29, 30, 31}) {
            story.message(topic, position, story.other());
        }

        assertThat(story.missed(0))
                .as("one event spans both stays")
                .containsExactly(event(THREAD_MESSAGE_SUMMARY, topic, 31, 5));
        assertThat(story.missed(20)).containsExactly(event(THREAD_MESSAGE_SUMMARY, topic, 31, 2));
    }

    @Test
    default void directMessagesAreOneEventForEachChannel() {
        Story story = Story.in(database());
        UUID topic = story.topic();
        story.entry(topic, 10, story.other(), CHANNEL_MESSAGE_SUMMARY, null);
        story.entry(topic, 11, story.me(), CHANNEL_MESSAGE_SUMMARY, null);
        story.entry(topic, 12, story.other(), CHANNEL_MESSAGE_SUMMARY, null);

        assertThat(story.missed(0)).containsExactly(event(CHANNEL_MESSAGE_SUMMARY, topic, 12, 2));
    }

    @Test
    default void entriesWithoutCatchUpAreNotMissed() {
        Story story = Story.in(database());
        story.entry(story.topic(), 10, story.other(), null, null);

        assertThat(story.missed(0)).isEmpty();
    }

    @Test
    default void aPageShowsTheEventsWhoseLastEntryIsAfterTheCursorAndCountsSinceTheBeginning() {
        Story story = Story.in(database());
        UUID busy = story.topic();
        UUID quiet = story.topic();
        story.message(busy, 5, story.other());
        story.message(busy, 10, story.other());
        story.message(quiet, 11, story.other());
        story.entry(quiet, 12, story.other(), THREAD_STATUS_CHANGED, "a");

        assertThat(story.missed(5, 5, 2))
                .containsExactly(
                        event(THREAD_MESSAGE_SUMMARY, busy, 10, 1), event(THREAD_MESSAGE_SUMMARY, quiet, 11, 1));
        story.message(busy, 13, story.other());
        assertThat(story.missed(5, 11, 2))
                .as("what grew since is seen again, at the end")
                .containsExactly(
                        event(THREAD_STATUS_CHANGED, quiet, 12, 1, "a"), event(THREAD_MESSAGE_SUMMARY, busy, 13, 2));
        assertThat(story.missed(5, 13, 2)).isEmpty();
        assertThat(story.missed(13)).isEmpty();
    }

    @Test
    default void theCountIsThatOfTheEvents() {
        Story story = Story.in(database());
        UUID topic = story.topic();
        UUID second = story.topic();
        story.entry(topic, 1, story.other(), THREAD_INVITED, "a");
        for (long position = 10; position < 40; position += 3) {
            story.message(topic, position, story.other());
            story.message(second, position + 1, position == 10 ? story.me() : story.other());
            story.entry(topic, position + 2, story.me(), THREAD_STATUS_CHANGED, "b");
        }

        assertThat(story.counted(0))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(THREAD_INVITED, 1L, THREAD_MESSAGE_SUMMARY, 2L, THREAD_STATUS_CHANGED, 10L));
        assertThat(story.counted(35))
                .containsExactlyInAnyOrderEntriesOf(Map.of(THREAD_MESSAGE_SUMMARY, 2L, THREAD_STATUS_CHANGED, 2L));
        assertThat(story.counted(39)).isEmpty();
    }

    @Test
    default void knowsTheCurrentTopicOfAThreadAndTheNameOfAChannel() {
        Story story = Story.in(database());
        UUID thread = story.topic();
        story.message(thread, 10, story.other());
        story.org().insert(ThreadRepository.INTO, ThreadRow.inserted(thread(story, thread, "plans")));
        UUID channel = story.topic();
        story.entry(channel, 11, story.other(), CHANNEL_MESSAGE_SUMMARY, null);
        UUID org = story.org().id().value();
        story.org().insert(ChannelRepository.INTO, org, channel, "direct", channel, thread, 0L);
        story.database()
                .execute("UPDATE channels SET name = $3 WHERE org_id = $1 AND id = $2", org, channel, "pair")
                .block();

        assertThat(story.missed(0))
                .containsExactly(
                        new MissedEvent(THREAD_MESSAGE_SUMMARY, thread, 10, 1, null, "plans", null),
                        new MissedEvent(CHANNEL_MESSAGE_SUMMARY, channel, 11, 1, null, null, "pair"));
    }

    @Test
    default void anotherOrganisationSeesNothing() {
        Story story = Story.in(database());
        Story other = Story.in(database());
        UUID topic = story.topic();
        story.message(topic, 10, story.other());
        other.join(topic, story.me(), 1);
        Story sameBotElsewhere = new Story(other.database(), other.org(), story.me(), story.other());

        assertThat(sameBotElsewhere.missed(0)).isEmpty();
        assertThat(sameBotElsewhere.counted(0)).isEmpty();
        sameBotElsewhere.message(topic, 10, story.other());
        assertThat(story.missed(0)).containsExactly(event(THREAD_MESSAGE_SUMMARY, topic, 10, 1));
        assertThat(sameBotElsewhere.missed(0)).containsExactly(event(THREAD_MESSAGE_SUMMARY, topic, 10, 1));
    }

    private static HubThread thread(Story story, UUID id, String topic) {
        BotId initiator = story.other();
        return new HubThread(
                new ThreadId(id),
                story.org().id(),
                topic,
                List.of(),
                ThreadStatus.ACTIVE,
                initiator,
                null,
                null,
                null,
                null,
                Visibility.PUBLIC,
                JoinPolicy.OPEN,
                1,
                0,
                0,
                0,
                null);
    }

    private static MissedEvent event(CatchUpType type, UUID topic, long position, long entries) {
        return event(type, topic, position, entries, null);
    }

    private static MissedEvent event(CatchUpType type, UUID topic, long position, long entries, String facts) {
        return new MissedEvent(type, topic, position, entries, facts, null, null);
    }
}
