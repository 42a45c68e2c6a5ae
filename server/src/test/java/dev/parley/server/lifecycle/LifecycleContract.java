package dev.parley.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.catchup.SqlCatchUpRepository;
import dev.parley.persistence.journal.JournalRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.retention.RetentionRepository;
import dev.parley.persistence.retention.SqlRetentionRepository;
import dev.parley.persistence.testing.Past;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.catchup.CatchUpEvent;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.auth.Caller;
import dev.parley.server.catchup.CatchUpService;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.thread.IdleThreads;
import dev.parley.server.thread.LaneThreads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** What becomes of what is old, on every database. */
interface LifecycleContract {

    long NOW = FeatureHub.START_MILLIS;
    long DAY = Duration.ofDays(1).toMillis();
    Long NEVER = null;

    /** Within a week of settings of seven days, and before it. */
    long YOUNG = NOW - 7 * DAY;

    long OLD = YOUNG - 1;

    Database database();

    @ParameterizedTest
    @EnumSource(
            value = ThreadStatus.class,
            names = {"ACTIVE", "BLOCKED", "REVIEWING"})
    default void idleThreadsAreClosedAndTheirParticipantsAreTold(ThreadStatus status) {
        Node node = new Node(database());
        Past past = org(NEVER, 7L, NEVER);
        UUID idle = past.thread(status, OLD);
        UUID busy = past.thread(status, YOUNG);
        join(past, idle);

        node.run();

        HubThread closed = thread(past, idle);
        assertThat(closed.status()).isEqualTo(ThreadStatus.CLOSED);
        assertThat(closed.closeReason()).isEqualTo(CloseReason.TIMEOUT);
        assertThat(closed.revision()).isEqualTo(2);
        assertThat(closed.updatedAt()).isEqualTo(NOW);
        assertThat(closed.lastActivityAt()).isEqualTo(NOW);
        assertThat(thread(past, busy).status()).isEqualTo(status);
        String by = "org:" + past.org().id();
        assertThat(node.entriesOf(past))
                .extracting(JournalEntry::frame)
                .containsExactly(("{\"type\":\"thread_status_changed\",\"thread_id\":\"%s\",\"topic\":\"plans\","
                                + "\"from\":\"%s\",\"to\":\"closed\",\"by\":\"%s\"}")
                        .formatted(idle, status.wireName(), by));
        assertThat(missed(past))
                .singleElement()
                .isInstanceOfSatisfying(CatchUpEvent.ThreadStatusChanged.class, event -> {
                    assertThat(event.change().to()).isEqualTo(ThreadStatus.CLOSED);
                    assertThat(event.change().by().name()).isEqualTo(by);
                });
        assertThat(audit(past, "thread.status_changed"))
                .containsExactly(new AuditRow(
                        by,
                        "thread.status_changed",
                        "thread",
                        idle.toString(),
                        "{\"from\":\"%s\",\"to\":\"closed\",\"close_reason\":\"timeout\"}"
                                .formatted(status.wireName())));
        assertThat(cleanups(past)).containsExactly("{\"threads_closed\":1}");
        assertThat(node.counted("threads_closed")).isEqualTo(1);
    }

    @Test
    default void whatHappensAtTheLastMomentKeepsAThreadOpen() {
        Node node = new Node(database());
        Past past = org(NEVER, 7L, NEVER);
        ThreadId busy = new ThreadId(past.thread(ThreadStatus.ACTIVE, OLD));
        ThreadId ended = new ThreadId(past.thread(ThreadStatus.RESOLVED, OLD));
        ThreadId idle = new ThreadId(past.thread(ThreadStatus.ACTIVE, OLD));
        node.hub
                .journal
                .append(past.org().id(), lane -> node.threads
                        .find(lane, busy)
                        .map(state -> node.threads.touch(lane, state, lane.nextPosition())))
                .block();

        assertThat(node.idle
                        .close(past.org().id(), List.of(busy, ended, idle, ThreadId.next()), YOUNG)
                        .block())
                .isEqualTo(1);

        assertThat(thread(past, busy.value()).status()).isEqualTo(ThreadStatus.ACTIVE);
        assertThat(thread(past, ended.value()).status()).isEqualTo(ThreadStatus.RESOLVED);
        assertThat(thread(past, idle.value()).status()).isEqualTo(ThreadStatus.CLOSED);
    }

    @Test
    default void manyThreadsAreClosedByManyCommands() {
        Node node = new Node(database());
        Past past = org(NEVER, 1L, NEVER);
        int many = RetentionRepository.MAX_EXAMINED + 3;
        past.threads(many, ThreadStatus.ACTIVE, OLD);

        node.run();

        assertThat(node.entriesOf(past)).hasSize(many);
        assertThat(cleanups(past)).containsExactly("{\"threads_closed\":%d}".formatted(many));
    }

    @Test
    default void messagesAndArtifactsGoWhenTheOrganisationNoLongerKeepsThem() {
        Node node = new Node(database());
        Past past = org(7L, NEVER, 3L);
        UUID channel = past.channel();
        UUID open = past.thread(ThreadStatus.ACTIVE, NOW);
        UUID ended = past.thread(ThreadStatus.CLOSED, NOW);
        List.of(channel, open, ended).forEach(topic -> join(past, topic));
        past.channelMessages(channel, List.of(OLD - 1, OLD, YOUNG));
        past.threadMessages(open, List.of(OLD, YOUNG));
        past.threadMessages(ended, List.of(OLD, YOUNG));
        past.artifact(open, "plan", List.of(OLD));
        past.artifact(ended, "plan", List.of(OLD, NOW - 3 * DAY - 1, NOW));

        node.run();

        assertThat(past.count("messages", "topic_id", channel)).isEqualTo(1);
        assertThat(past.count("messages", "topic_id", open)).isEqualTo(2);
        assertThat(past.count("messages", "topic_id", ended)).isEqualTo(1);
        assertThat(past.count("artifacts", "thread_id", open)).isEqualTo(1);
        assertThat(past.count("artifacts", "thread_id", ended)).isEqualTo(1);
        assertThat(cleanups(past)).containsExactly("{\"messages_deleted\":3,\"artifacts_deleted\":2}");
        assertThat(missed(past))
                .as("catch-up tells of what is left")
                .extracting(this::told)
                .containsExactlyInAnyOrder(
                        channel + " 1", open + " 2", ended + " 1", open + " plan 1 null", ended + " plan 3 null");
        node.run();
        assertThat(cleanups(past)).as("nothing was left to do").hasSize(1);
    }

    @Test
    default void anOrganisationThatWantsToKeepEverythingDoes() {
        Node node = new Node(database());
        Past past = org(NEVER, NEVER, Long.MAX_VALUE);
        UUID channel = past.channel();
        UUID ended = past.thread(ThreadStatus.CLOSED, 1);
        past.thread(ThreadStatus.ACTIVE, 1);
        past.channelMessages(channel, List.of(1L));
        past.threadMessages(ended, List.of(1L));
        past.artifact(ended, "plan", List.of(1L));

        node.run();

        assertThat(past.count("messages", "org_id", past.org().id().value())).isEqualTo(2);
        assertThat(past.count("artifacts", "thread_id", ended)).isEqualTo(1);
        assertThat(node.entriesOf(past)).isEmpty();
        assertThat(cleanups(past)).isEmpty();
        assertThat(past.count("journal", "org_id", past.org().id().value()))
                .as("how far back events can be replayed is not the organisation's to decide")
                .isZero();
    }

    @Test
    default void theJournalReachesBackForThirtyDays() {
        Node node = new Node(database());
        Past past = org(NEVER, NEVER, NEVER);
        UUID channel = past.channel();
        long edge = NOW - 30 * DAY;
        past.channelMessages(channel, List.of(edge - 2, edge - 1, edge));

        node.run();

        assertThat(past.count("journal", "topic_id", channel)).isEqualTo(1);
        assertThat(past.count("messages", "topic_id", channel)).isEqualTo(3);
        JournalRepository entries = new SqlJournalRepository();
        assertThat(entries.purgedPosition(database(), past.org().id()).block()).isEqualTo(Position.first(edge - 1));
        assertThat(cleanups(past)).isEmpty();
        assertThat(node.counted("entries_purged")).isGreaterThanOrEqualTo(2);
    }

    @Test
    default void anOrganisationThatFailsKeepsNoOtherFromItsTurn() {
        Node node = new Node(database());
        List<Past> orgs =
                IntStream.range(0, 3).mapToObj(i -> org(7L, 7L, NEVER)).toList();
        orgs.forEach(past -> {
            past.thread(ThreadStatus.ACTIVE, OLD);
            past.channelMessages(past.channel(), List.of(OLD));
        });
        Past broken = orgs.get(1);
        UUID id = broken.org().id().value();
        long taken = Position.first(NOW);
        broken.entry(UUID.randomUUID(), taken, "thread_participant_removed");

        node.run();

        assertThat(cleanups(orgs.get(0))).hasSize(1);
        assertThat(cleanups(orgs.get(2))).hasSize(1);
        assertThat(broken.count("messages", "org_id", id))
                .as("what came before")
                .isZero();
        assertThat(node.registry.counter("parley.lifecycle.failures").count()).isEqualTo(1);
        assertThat(node.lastSuccess()).isZero();

        database()
                .execute("DELETE FROM journal WHERE org_id = $1 AND position = $2", id, taken)
                .block();
        node.run();
        assertThat(cleanups(broken))
                .as("each run tells what it did")
                .containsExactly("{\"messages_deleted\":1}", "{\"threads_closed\":1}");
        assertThat(node.lastSuccess()).isEqualTo(NOW);
    }

    @Test
    default void anOrganisationThatIsDestroyedInTheMidstIsNoFailure() {
        Node node = new Node(database());
        Past past = org(7L, 7L, NEVER);
        past.thread(ThreadStatus.ACTIVE, OLD);
        past.channelMessages(past.channel(), List.of(OLD));
        UUID id = past.org().id().value();
        database().execute("DELETE FROM org_positions WHERE org_id = $1", id).block();

        node.run();

        assertThat(past.count("messages", "org_id", id)).as("what came before").isZero();
        assertThat(cleanups(past)).isEmpty();
        assertThat(node.registry.counter("parley.lifecycle.failures").count()).isZero();
        assertThat(node.lastSuccess()).isEqualTo(NOW);
    }

    @Test
    default void twoNodesAtOnceDoEverythingOnce() {
        Node one = new Node(database());
        Node other = new Node(database());
        Past past = org(7L, 7L, NEVER);
        List<UUID> idle = past.threads(60, ThreadStatus.ACTIVE, OLD);
        UUID channel = past.channel();
        int messages = 3 * RetentionRepository.MAX_REMOVED + 7;
        past.channelMessages(
                channel, LongStream.range(OLD - messages, OLD).boxed().toList());

        Mono.when(one.lifecycle.run(), other.lifecycle.run()).block();

        List<JournalEntry> closed = new ArrayList<>(one.entriesOf(past));
        closed.addAll(other.entriesOf(past));
        assertThat(closed).extracting(entry -> entry.topic().id()).containsExactlyInAnyOrderElementsOf(idle);
        assertThat(past.count("messages", "topic_id", channel)).isZero();
        assertThat(one.counted("messages_deleted") + other.counted("messages_deleted"))
                .isEqualTo(messages);
    }

    private Past org(Long messageDays, Long closeDays, Long artifactDays) {
        Past past = Past.in(database());
        OrgSettings settings =
                new OrgSettings(past.org().id(), 120, 30, 100, messageDays, closeDays, artifactDays, null, 0, false);
        new SqlOrgSettingsRepository().save(database(), settings).block();
        return past;
    }

    /** Lets a bot take part that made nothing of it. */
    private void join(Past past, UUID topic) {
        past.org()
                .insert(
                        MemberRepository.INTO,
                        MemberRepository.joined(past.org().id(), topic, reader(past), 1, null));
    }

    private BotId reader(Past past) {
        return new BotId(past.org().id().value());
    }

    private HubThread thread(Past past, UUID id) {
        return new SqlThreadRepository()
                .find(database(), past.org().id(), new ThreadId(id))
                .block();
    }

    private List<CatchUpEvent> missed(Past past) {
        Caller.Bot caller = new Caller.Bot(
                past.org().id(),
                reader(past),
                "reader",
                AuthRole.MEMBER,
                Set.of(Scope.READ),
                Optional.empty(),
                Optional.empty());
        return new CatchUpService(database(), new SqlCatchUpRepository())
                .list(caller, 0, Optional.empty(), 100)
                .block()
                .events();
    }

    private String told(CatchUpEvent event) {
        if (event instanceof CatchUpEvent.ChannelMessages messages) {
            return messages.channelId() + " " + messages.count();
        } else if (event instanceof CatchUpEvent.ThreadMessages messages) {
            return messages.threadId() + " " + messages.count();
        }
        CatchUpEvent.ThreadArtifacts artifacts = (CatchUpEvent.ThreadArtifacts) event;
        return artifacts.threadId() + " " + artifacts.latest().artifactKey() + " "
                + artifacts.latest().version() + " " + artifacts.count();
    }

    private List<AuditRow> audit(Past past, String action) {
        return AuditRow.list(database(), past.org().id(), action);
    }

    private List<String> cleanups(Past past) {
        List<AuditRow> rows = audit(past, "lifecycle.cleanup");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.bot()).isNull();
            assertThat(row.targetType()).isEqualTo("org");
            assertThat(row.targetId()).isEqualTo(past.org().id().toString());
        });
        return rows.stream().map(AuditRow::detail).toList();
    }

    /** A hub's lanes and its lifecycle. */
    final class Node {

        final FeatureHub hub;
        final LaneThreads threads;
        final IdleThreads idle;
        final Lifecycle lifecycle;
        final SimpleMeterRegistry registry = new SimpleMeterRegistry();

        Node(Database database) {
            ThreadRepository rows = new SqlThreadRepository();
            hub = new FeatureHub(database);
            threads = new LaneThreads(rows, new SqlMemberRepository());
            idle = new IdleThreads(hub.journal, threads);
            lifecycle = new Lifecycle(
                    database,
                    hub.journal,
                    new SqlOrgSettingsRepository(),
                    new SqlRetentionRepository(),
                    new SqlJournalRepository(),
                    idle,
                    Duration.ofDays(30),
                    hub.clock,
                    registry);
        }

        void run() {
            lifecycle.run().block();
        }

        List<JournalEntry> entriesOf(Past past) {
            return hub.entries.stream()
                    .filter(entry -> entry.org().equals(past.org().id()))
                    .toList();
        }

        double counted(String kind) {
            return registry.get("parley.lifecycle.work")
                    .tag("kind", kind)
                    .counter()
                    .count();
        }

        double lastSuccess() {
            return registry.get("parley.lifecycle.last.success").timeGauge().value(TimeUnit.MILLISECONDS);
        }
    }
}
