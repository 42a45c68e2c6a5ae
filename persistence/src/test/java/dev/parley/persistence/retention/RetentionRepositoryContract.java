package dev.parley.persistence.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Pages;
import dev.parley.persistence.Queries;
import dev.parley.persistence.testing.Past;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** What every store must do to keep nothing too long, and nothing too short. */
public interface RetentionRepositoryContract {

    RetentionRepository ROWS = new SqlRetentionRepository();

    /** In ms: what is from before this is too old. */
    long BEFORE = 1_000;

    Database database();

    @Test
    default void findsChannelsWithOldMessages() {
        Past past = Past.in(database());
        UUID old = past.channel();
        UUID young = past.channel();
        past.channel();
        past.channelMessages(old, List.of(BEFORE - 1, BEFORE));
        past.channelMessages(young, List.of(BEFORE));

        assertThat(channels(past)).containsExactly(old);
    }

    @Test
    default void removesTheOldMessagesOfAChannelWithTheirEntries() {
        Past past = Past.in(database());
        UUID channel = past.channel();
        past.channelMessages(channel, List.of(5L, BEFORE - 1, BEFORE, BEFORE + 1));
        past.entry(channel, 6, null);

        assertThat(inTransaction(q -> ROWS.removeFromChannel(q, past.org().id(), channel, BEFORE)))
                .isEqualTo(2);

        assertThat(past.count("messages", "topic_id", channel)).isEqualTo(2);
        assertThat(past.count("journal", "topic_id", channel))
                .as("what is no message stays")
                .isEqualTo(3);
        assertThat(channels(past)).isEmpty();
    }

    @Test
    default void removesInSteps() {
        Past past = Past.in(database());
        UUID channel = past.channel();
        int step = RetentionRepository.MAX_REMOVED;
        past.channelMessages(channel, LongStream.range(0, step + 3L).boxed().toList());
        past.channelMessages(channel, List.of(BEFORE));

        List<Long> removed = Stream.generate(() ->
                        inTransaction(q -> ROWS.removeFromChannel(q, past.org().id(), channel, BEFORE)))
                .limit(3)
                .toList();

        assertThat(removed).containsExactly((long) step, 3L, 0L);
        assertThat(past.count("messages", "topic_id", channel)).isEqualTo(1);
        assertThat(past.count("journal", "topic_id", channel)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ThreadStatus.class)
    default void contentLeavesThreadsOnlyWhenTheyHaveEnded(ThreadStatus status) {
        Past past = Past.in(database());
        UUID thread = past.thread(status, 5);
        past.threadMessages(thread, List.of(1L, 2L, BEFORE));
        past.artifact(thread, "plan", List.of(10L, 11L, BEFORE + 1));
        long removed = status.isTerminal() ? 2 : 0;

        for (Content content : Content.values()) {
            assertThat(threads(past, status, content)).containsExactly(thread);
            assertThat(inTransaction(q -> ROWS.removeFromThread(q, past.org().id(), content, thread, BEFORE)))
                    .isEqualTo(removed);
        }

        assertThat(past.count("messages", "topic_id", thread)).isEqualTo(3 - removed);
        assertThat(past.count("artifacts", "thread_id", thread)).isEqualTo(3 - removed);
        assertThat(past.count("journal", "topic_id", thread)).isEqualTo(6 - 2 * removed);
    }

    @Test
    default void theOldestVersionsOfAllArtifactsGoFirst() {
        Past past = Past.in(database());
        UUID thread = past.thread(ThreadStatus.CLOSED, 5);
        int half = RetentionRepository.MAX_REMOVED / 2;
        past.artifact(
                thread, "a", LongStream.range(0, half).map(i -> 2 * i).boxed().toList());
        past.artifact(
                thread,
                "b",
                LongStream.range(0, half).map(i -> 2 * i + 1).boxed().toList());
        past.artifact(thread, "c", List.of(2L * half, 2L * half + 1));

        assertThat(inTransaction(q -> ROWS.removeFromThread(q, past.org().id(), Content.ARTIFACTS, thread, BEFORE)))
                .isEqualTo(2L * half);
        assertThat(past.count("artifacts", "thread_id", thread)).isEqualTo(2);
        assertThat(past.count("journal", "topic_id", thread))
                .as("the entries are those of the versions")
                .isEqualTo(2);
    }

    @Test
    default void findsIdleThreads() {
        Past past = Past.in(database());
        UUID idle = past.thread(ThreadStatus.REVIEWING, BEFORE - 1);
        past.thread(ThreadStatus.REVIEWING, BEFORE);
        past.thread(ThreadStatus.ACTIVE, 0);

        assertThat(ROWS.findIdle(database(), past.org().id(), ThreadStatus.REVIEWING, TopicPage.Mark.START, BEFORE)
                        .block()
                        .outdated())
                .containsExactly(idle);
    }

    @Test
    default void goesThroughManyTopicsPageByPage() {
        Past past = Past.in(database());
        int many = RetentionRepository.MAX_EXAMINED + 1;
        List<UUID> idle = past.threads(many, ThreadStatus.ACTIVE, 0);
        OrgId org = past.org().id();

        TopicPage first = ROWS.findIdle(database(), org, ThreadStatus.ACTIVE, TopicPage.Mark.START, BEFORE)
                .block();
        TopicPage second = ROWS.findIdle(
                        database(), org, ThreadStatus.ACTIVE, first.next().orElseThrow(), BEFORE)
                .block();

        assertThat(second.next()).isEmpty();
        assertThat(Stream.concat(first.outdated().stream(), second.outdated().stream()))
                .containsExactlyInAnyOrderElementsOf(idle);
    }

    @Test
    default void anotherOrganisationIsLeftAlone() {
        Past past = Past.in(database());
        Past other = Past.in(database());
        UUID channel = past.channel();
        past.channelMessages(channel, List.of(1L));

        assertThat(channels(other)).isEmpty();
        assertThat(inTransaction(q -> ROWS.removeFromChannel(q, other.org().id(), channel, BEFORE)))
                .isZero();
        assertThat(past.count("messages", "topic_id", channel)).isEqualTo(1);
        assertThat(past.count("journal", "topic_id", channel)).isEqualTo(1);
    }

    @Test
    default void listsOrganisationsThatAreNotDestroyed() {
        List<OrgId> made = new ArrayList<>(List.of(
                Past.in(database()).org().id(),
                Past.in(database()).org().id(),
                Past.in(database()).org().id()));
        Collections.sort(made);
        database()
                .execute(
                        "UPDATE orgs SET status = 'destroyed' WHERE org_id = $1",
                        made.get(1).value())
                .block();

        List<OrgId> listed = Pages.items(
                        RetentionRepository.MAX_EXAMINED, (Optional<OrgId> after) -> ROWS.listOrgs(database(), after))
                .collectList()
                .block();

        assertThat(listed).isSorted().doesNotHaveDuplicates().contains(made.get(0), made.get(2));
        assertThat(listed).doesNotContain(made.get(1));
    }

    private List<UUID> channels(Past past) {
        return ROWS.findChannels(database(), past.org().id(), TopicPage.Mark.START, BEFORE)
                .block()
                .outdated();
    }

    private List<UUID> threads(Past past, ThreadStatus status, Content content) {
        return ROWS.findThreads(database(), past.org().id(), status, content, TopicPage.Mark.START, BEFORE)
                .block()
                .outdated();
    }

    private long inTransaction(Function<Queries, Mono<Long>> work) {
        return database().transaction(work).block();
    }
}
