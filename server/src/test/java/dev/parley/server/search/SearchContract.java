package dev.parley.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.search.FoundMessage;
import dev.parley.persistence.search.SearchKind;
import dev.parley.persistence.search.SqlSearchIndexRepository;
import dev.parley.persistence.testing.Talk;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.thread.ThreadFilter;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.protocol.thread.HubThread;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Search must find exactly what a scan would, at any time, whoever writes and indexes meanwhile. */
interface SearchContract {

    List<String> PIECES = List.of(
            "a", "B", "c ", " the ", "ß", "İ", "ı", "Σ", "ς", "e\u0301", "部", "署", "失敗", "한", "😀", "👩‍🚀", "𐐀", "𐐨",
            "%", "_", "\n");

    int ROUNDS = 60;

    Database database();

    @Test
    default void whatWasSaidIsFoundAtOnceBeforeAndAfterItIsIndexed() {
        Engine engine = new Engine(database());
        List<UUID> said = engine.talk.say(List.of("部署失敗", "Deployment FAILED", "nothing"));

        assertThat(engine.find("失敗")).containsExactly(said.get(0));
        assertThat(engine.find("failed")).containsExactly(said.get(1));
        assertThat(engine.find("ai")).containsExactly(said.get(1));
        engine.indexEverything();
        assertThat(engine.cursor()).isPositive();
        assertThat(engine.find("失敗")).containsExactly(said.get(0));
        assertThat(engine.find("failed")).containsExactly(said.get(1));
        assertThat(engine.find("敗失")).isEmpty();
    }

    @Test
    default void onlyTheNewestAreFoundNewestFirst() {
        Engine engine = new Engine(database());
        List<UUID> said = new ArrayList<>(engine.talk.say(Collections.nCopies(300, "again")));
        engine.find("again");
        assertThat(engine.cursor()).as("the first 256 are indexed").isPositive();
        said.addAll(engine.talk.say(List.of("again", "once")));

        Collections.reverse(said);
        assertThat(engine.find("again")).isEqualTo(said.subList(1, 21));
        assertThat(engine.find("once")).containsExactly(said.get(0));
    }

    @Test
    default void whatCannotBeSearchedMovesTheIndexOn() {
        Engine engine = new Engine(database());
        engine.talk.say(List.of("needle"));
        engine.talk.rustle(2 * SearchIndexer.MAX_ENTRIES);

        assertThat(engine.find("needle")).hasSize(1);
        assertThat(engine.cursor()).isGreaterThanOrEqualTo(2L * SearchIndexer.MAX_ENTRIES);
        assertThat(engine.find("needle")).hasSize(1);
    }

    @Test
    default void longMessagesMakeSmallChunks() {
        Engine engine = new Engine(database());
        String filler = "word ".repeat(SearchBatch.MAX_CHARACTERS / 10);
        List<UUID> said = engine.talk.say(
                IntStream.range(0, 7).mapToObj(i -> filler + "end" + i).toList());

        assertThat(engine.find("end6")).containsExactly(said.get(6));
        assertThat(engine.find("end0")).containsExactly(said.get(0));
        assertThat(engine.registry.counter("parley.search.chunks").count()).isEqualTo(3);
        assertThat(engine.registry.counter("parley.search.documents").count()).isEqualTo(6);
    }

    @Test
    default void whatIsOldIsIndexedHoweverLittleItIs() {
        Engine engine = new Engine(database());
        List<UUID> said = engine.talk.say(List.of("needle"));
        engine.visitAll(Duration.ofHours(-1));
        assertThat(engine.cursor()).isZero();
        engine.visitAll(Duration.ofDays(2));

        assertThat(engine.cursor()).isPositive();
        database()
                .execute(
                        "DELETE FROM journal WHERE org_id = $1",
                        engine.talk.org().value())
                .block();
        assertThat(engine.find("needle")).isEqualTo(said);
    }

    @Test
    default void anIndexThatCannotGrowKeepsNoOtherFromIt() {
        Engine broken = new Engine(database());
        Engine next = new Engine(database());
        broken.talk.say(List.of("needle"));
        next.talk.say(List.of("needle"));
        TestOrg.existing(database(), broken.talk.org())
                .insert(
                        Insert.into("search_chunks", "org_id", "kind", "start_position", "settled", "documents"),
                        broken.talk.org().value(),
                        "message",
                        0L,
                        false,
                        new byte[0]);
        next.indexEverything();

        assertThat(broken.cursor())
                .as("where its first chunk belongs there is one")
                .isZero();
        assertThat(next.cursor()).isPositive();

        database()
                .execute(
                        "DELETE FROM search_chunks WHERE org_id = $1",
                        broken.talk.org().value())
                .block();
        next.indexEverything();
        assertThat(broken.cursor()).isPositive();
    }

    @Test
    default void whatIsDeletedIsNotFound() {
        Engine engine = new Engine(database());
        List<UUID> said = engine.talk.say(Collections.nCopies(300, "secret"));
        engine.find("secret");
        engine.talk.delete(said);

        assertThat(engine.find("secret")).isEmpty();
    }

    @Test
    default void whatWasDeletedForItsAgeLeavesTheIndex() {
        Engine engine = new Engine(database());
        List<UUID> said = engine.talk.say(Collections.nCopies(300, "secret"));
        engine.indexEverything();
        assertThat(engine.segments()).isEqualTo(2);
        engine.talk.delete(said);
        engine.prune(Duration.ofDays(10));
        assertThat(engine.segments()).as("it keeps all for ever").isEqualTo(2);

        engine.keepMessagesFor(7);
        engine.prune(Duration.ofDays(6));
        assertThat(engine.segments()).as("nothing is that old").isEqualTo(2);
        engine.prune(Duration.ofDays(10));
        assertThat(engine.segments()).isZero();
    }

    @Test
    default void topicsAreFoundByTheirPresentName() {
        Engine engine = new Engine(database());
        ThreadId plan = engine.talk.begin("Deployment 部署 100%");
        ThreadId other = engine.talk.begin("Something else");
        assertThat(engine.topics("部署")).containsExactly(plan);
        engine.indexEverything();
        engine.talk.rename(plan, "Release ÄPFEL");

        assertThat(engine.topics("äpfel")).containsExactly(plan);
        assertThat(engine.topics("部署")).isEmpty();
        assertThat(engine.topics("e")).containsExactly(other, plan);
        assertThat(engine.topics("部")).isEmpty();
        engine.indexEverything();
        assertThat(engine.topics("äpfel")).containsExactly(plan);
        assertThat(engine.topics("%")).isEmpty();
        assertThat(engine.topics("meth")).containsExactly(other);
    }

    @Test
    default void whatVeryManyTopicsHaveIsLookedForByActivity() {
        Engine engine = new Engine(database());
        ThreadId rare = engine.talk.begin("Common rare");
        for (int i = 0; i < 3; i++) {
            engine.talk.beginMany("common", TopicSearch.MAX_CANDIDATES / 2);
        }
        ThreadId newest = engine.talk.begin("common newest");

        assertThat(engine.narrowed("rare").among()).contains(Set.of(rare));
        assertThat(engine.narrowed("common").among()).isEmpty();
        assertThat(engine.topics("common")).hasSize(10).startsWith(newest);
        assertThat(engine.topics("newest")).containsExactly(newest);
    }

    @Test
    default void aSearchReadsByTheSegmentAndNotByTheMessage() {
        Engine engine = new Engine(database());
        List<String> parts = List.of("common", "needle", "失敗", "nothing like it");
        engine.sayAndIndexASegment();
        List<Reading> ofOne = parts.stream().map(engine::reading).toList();
        engine.sayAndIndexASegment();
        List<Reading> ofTwo = parts.stream().map(engine::reading).toList();

        assertThat(engine.segments()).isEqualTo(2);
        for (int i = 0; i < parts.size(); i++) {
            assertThat(ofTwo.get(i).rows() - ofOne.get(i).rows())
                    .as("a block for every pair, the chunks of a segment and the messages found: %s", parts.get(i))
                    .isLessThanOrEqualTo(8 + SqlSearchIndexRepository.MERGED + 1);
            assertThat(ofTwo.get(i).statements() - ofOne.get(i).statements())
                    .as("the chunks of a segment and a message in it: %s", parts.get(i))
                    .isLessThanOrEqualTo(2);
            assertThat(ofTwo.get(i).rows()).isLessThan(128);
        }
    }

    /** Three writers, two nodes that index, and readers, who compare with what was acknowledged to the writers. */
    @Test
    default void searchAgreesWithAScanWhileOthersWriteAndIndex() {
        Engine one = new Engine(database());
        Engine two = one.onAnotherNode();
        List<Said> acknowledged = new CopyOnWriteArrayList<>();
        List<CompletableFuture<?>> writers = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            writers.add(CompletableFuture.runAsync(() -> write(one, random, acknowledged)));
        }
        CompletableFuture<?> writing = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
        Random random = new Random(9);
        int found = compare(ROUNDS, one, two, random, acknowledged);
        writing.join();
        found += compare(ROUNDS, one, two, random, acknowledged);

        assertThat(found).isGreaterThan(500);
        assertThat(one.segments())
                .as("of some 5,000 messages, most are in one segment")
                .isLessThan(SqlSearchIndexRepository.MERGED + 5);
    }

    private static void write(Engine engine, Random random, List<Said> acknowledged) {
        for (int batch = 0; batch < 70; batch++) {
            List<String> texts =
                    IntStream.range(0, 25).mapToObj(i -> text(random, 12)).toList();
            List<UUID> ids = engine.talk.say(texts);
            List<Long> newestFirst = engine.positions(ids);
            acknowledged.addAll(IntStream.range(0, ids.size())
                    .mapToObj(i -> new Said(ids.get(i), newestFirst.get(ids.size() - 1 - i), texts.get(i)))
                    .toList());
        }
    }

    private static String text(Random random, int pieces) {
        return IntStream.rangeClosed(0, random.nextInt(pieces))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    /** Returns how many were found in all. */
    private static int compare(int rounds, Engine one, Engine two, Random random, List<Said> acknowledged) {
        return IntStream.range(0, rounds)
                .map(i -> compare(random.nextBoolean() ? one : two, random, acknowledged))
                .sum();
    }

    private static int compare(Engine engine, Random random, List<Said> acknowledged) {
        List<Said> before = List.copyOf(acknowledged);
        String part = text(random, 3);
        if (part.length() < 2) {
            return 0;
        }
        List<FoundMessage> found = engine.messages(part);
        long oldest = found.isEmpty() ? 0 : found.get(found.size() - 1).position();
        List<UUID> ids = found.stream().map(message -> message.id().value()).toList();

        assertThat(found).as(part).allMatch(message -> isIn(part, message.content()));
        assertThat(found).as(part).isSortedAccordingTo((a, b) -> Long.compare(b.position(), a.position()));
        assertThat(ids).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(MessageSearch.MAX_FOUND);
        boolean isFull = found.size() == MessageSearch.MAX_FOUND;
        assertThat(before)
                .filteredOn(said -> isIn(part, said.text()) && !ids.contains(said.id()))
                .as("not found for %s", part)
                .allMatch(missed -> isFull && missed.position() < oldest);
        return found.size();
    }

    /** As a scan would look, and not as the index does. */
    private static boolean isIn(String part, String text) {
        return IntStream.rangeClosed(0, text.length() - part.length())
                .anyMatch(at -> text.regionMatches(true, at, part, 0, part.length()));
    }

    /** What a search read. */
    record Reading(int statements, int rows) {}

    /** What a writer was told. */
    record Said(UUID id, long position, String text) {}

    /** The search of one node over an organisation of its own, spelled out once. */
    final class Engine {

        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final SqlSearchIndexRepository index = new SqlSearchIndexRepository();
        private final Database database;
        private final Talk talk;
        private final CountedQueries reads;
        private final SearchIndexer indexer;
        private final MessageSearch messages;
        private final TopicSearch topics;

        Engine(Database database) {
            this(database, Talk.in(database));
        }

        private Engine(Database database, Talk talk) {
            this.database = database;
            this.talk = talk;
            indexer = indexer(Clock.systemUTC());
            reads = new CountedQueries(database);
            IndexSearch search = new IndexSearch(reads, index, indexer);
            messages = new MessageSearch(reads, index, search);
            topics = new TopicSearch(search);
        }

        private SearchIndexer indexer(Clock clock) {
            return new SearchIndexer(database, index, new Unindexed(), new SearchMetrics(registry), clock);
        }

        Engine onAnotherNode() {
            return new Engine(database, talk);
        }

        List<FoundMessage> messages(String part) {
            return messages.find(talk.org(), part).block();
        }

        /** As many messages as one segment has, one of which is unlike the others. */
        void sayAndIndexASegment() {
            List<String> texts = new ArrayList<>(Collections.nCopies(
                    SqlSearchIndexRepository.MAX_CHUNK * SqlSearchIndexRepository.MERGED, "common"));
            texts.set(1_000, "a needle 失敗");
            talk.say(texts);
            indexEverything();
        }

        Reading reading(String part) {
            reads.takeStatements();
            reads.takeRows();
            messages(part);
            return new Reading(reads.takeStatements(), reads.takeRows());
        }

        List<UUID> find(String part) {
            return messages(part).stream().map(message -> message.id().value()).toList();
        }

        List<Long> positions(List<UUID> ids) {
            return index.messages(database, talk.org(), ids).block().stream()
                    .map(FoundMessage::position)
                    .toList();
        }

        ThreadFilter narrowed(String part) {
            return topics.narrow(talk.org(), new ThreadFilter(Optional.empty(), part, ThreadCursor.START, 10))
                    .block();
        }

        List<ThreadId> topics(String part) {
            return new SqlThreadRepository()
                    .listAll(database, talk.org(), narrowed(part), 0).block().stream()
                            .map(HubThread::id)
                            .toList();
        }

        long cursor() {
            return index.cursor(database, talk.org(), SearchKind.MESSAGE).block();
        }

        int segments() {
            return index.listSegments(database, talk.org(), 0, Long.MAX_VALUE, 1_000)
                    .block()
                    .size();
        }

        /** Positions of talks are small: everything is old. */
        void indexEverything() {
            visitAll(Duration.ofDays(2));
        }

        void prune(Duration afterTheEpoch) {
            new SearchPruning(database, index, fixed(afterTheEpoch)).run().block();
        }

        void keepMessagesFor(long days) {
            new SqlOrgSettingsRepository()
                    .save(database, new OrgSettings(talk.org(), 1, 1, 1, days, null, null, null, 0, false))
                    .block();
        }

        private static Clock fixed(Duration afterTheEpoch) {
            return Clock.fixed(Instant.EPOCH.plus(afterTheEpoch), ZoneOffset.UTC);
        }

        /** As a node would so long after the epoch. */
        void visitAll(Duration afterTheEpoch) {
            indexer(fixed(afterTheEpoch)).visitAll().block();
        }
    }
}
