package dev.parley.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.Talk;
import dev.parley.protocol.OrgId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every store of search indexes must do. */
public interface SearchIndexRepositoryContract {

    Database database();

    @Test
    default void theIndexBeginsBeforeTheJournal() {
        Index index = new Index(database(), Talk.in(database()));

        assertThat(index.cursor()).isZero();
        assertThat(index.candidates("anything", 8)).isEmpty();
    }

    @Test
    default void documentsComeInTheOrderOfTheJournal() {
        Index index = new Index(database(), Talk.in(database()));
        List<UUID> said = index.talk.say(List.of("one", "two", "three"));
        index.talk.rustle(5);

        assertThat(index.documents(0, Long.MAX_VALUE, 10))
                .extracting(SearchDocument::id, SearchDocument::text)
                .containsExactly(tuple(said.get(0), "one"), tuple(said.get(1), "two"), tuple(said.get(2), "three"));
        assertThat(index.documents(0, Long.MAX_VALUE, 2)).hasSize(2);
        assertThat(index.documents(2, 3, 10)).extracting(SearchDocument::text).containsExactly("two");
        assertThat(index.rows.nthEntry(database(), index.org(), 1, 3).block()).isEqualTo(4);
        assertThat(index.rows.nthEntry(database(), index.org(), 1, 100).block()).isNull();
    }

    @Test
    default void whatWasDeletedBeforeItWasIndexedIsADocumentThatNothingFinds() {
        Index index = new Index(database(), Talk.in(database()));
        List<UUID> said = index.talk.say(List.of("hello", "hello again"));
        index.talk.delete(said.subList(0, 1));

        assertThat(index.documents(0, Long.MAX_VALUE, 10))
                .extracting(SearchDocument::text)
                .containsExactly("", "hello again");
        assertThat(index.add(0, 3)).isTrue();
        assertThat(index.candidates("hello", 8)).containsExactly(said.get(1));
    }

    @Test
    default void aTopicIsADocumentWheneverItChanges() {
        Talk talk = Talk.in(database());
        SearchIndexRepository rows = new SqlSearchIndexRepository();
        var plan = talk.begin("plan");
        talk.rename(plan, "better plan");

        assertThat(rows.documents(database(), talk.org(), SearchKind.TOPIC, 1, Long.MAX_VALUE, 10)
                        .block())
                .extracting(SearchDocument::id, SearchDocument::text)
                .as("as it is now")
                .containsOnly(tuple(plan.value(), "better plan"))
                .hasSize(2);
    }

    @Test
    default void onlyOneMovesTheCursor() {
        Index index = new Index(database(), Talk.in(database()));
        index.talk.say(List.of("hello"));

        assertThat(index.add(0, 2)).isTrue();
        assertThat(index.add(0, 2)).isFalse();
        assertThat(index.add(1, 3)).isFalse();
        assertThat(index.cursor()).isEqualTo(2);
        assertThat(index.candidates("hello", 8)).hasSize(1);
    }

    @Test
    default void twoAtOnceAddADocumentOnce() {
        Index index = new Index(database(), Talk.in(database()));
        index.talk.say(List.of("hello"));
        List<SearchDocument> documents = index.documents(0, Long.MAX_VALUE, 10);
        List<Boolean> won = Mono.zip(
                        index.rows.add(database(), index.org(), SearchKind.MESSAGE, 0, 2, documents),
                        index.rows.add(database(), index.org(), SearchKind.MESSAGE, 0, 2, documents))
                .map(both -> List.of(both.getT1(), both.getT2()))
                .block();

        assertThat(won).containsExactlyInAnyOrder(true, false);
        assertThat(index.candidates("hello", 8)).hasSize(1);
    }

    @Test
    default void aDestroyedOrganisationGetsNoIndex() {
        Index index = new Index(database(), Talk.in(database()));
        index.talk.say(List.of("hello"));
        List<SearchDocument> documents = index.documents(0, Long.MAX_VALUE, 10);
        database()
                .execute(
                        "DELETE FROM org_positions WHERE org_id = $1",
                        index.org().value())
                .block();

        assertThat(index.rows
                        .add(database(), index.org(), SearchKind.MESSAGE, 0, 2, documents)
                        .block())
                .isFalse();
        assertThat(index.candidates("hello", 8)).isEmpty();
    }

    @Test
    default void anotherOrganisationAndKindSeeNothing() {
        Index index = new Index(database(), Talk.in(database()));
        index.sayAndAdd(List.of("talk about it"));
        Index other = new Index(database(), Talk.in(database()));
        other.sayAndAdd(List.of("nothing"));

        assertThat(index.candidates("talk", 8)).hasSize(1);
        assertThat(other.candidates("talk", 8)).isEmpty();
        assertThat(index.rows
                        .page(
                                database(),
                                index.org(),
                                SearchKind.TOPIC,
                                SearchQuery.of("talk"),
                                OptionalLong.empty(),
                                8)
                        .block()
                        .candidates())
                .isEmpty();
        assertThat(other.rows
                        .messages(database(), other.org(), index.candidates("talk", 8))
                        .block())
                .isEmpty();
    }

    @Test
    default void enoughChunksBecomeOneSegmentWithTheSameDocuments() {
        Index index = new Index(database(), Talk.in(database()));
        List<UUID> said = new ArrayList<>();
        for (int i = 0; i < SearchIndexRepository.MERGED; i++) {
            assertThat(index.merge()).as("not yet").isFalse();
            said.addAll(index.sayAndAdd(List.of("common rare" + i, "common", "common 部署")));
        }
        assertThat(index.segments()).hasSize(SearchIndexRepository.MERGED);
        assertThat(index.merge()).isTrue();

        assertThat(index.segments()).hasSize(1);
        assertThat(index.merge()).as("again").isFalse();
        Collections.reverse(said);
        assertThat(index.candidates("common", 8)).isEqualTo(said);
        assertThat(index.candidates("rare7", 8)).containsExactly(said.get(said.size() - 1 - 21));
        assertThat(index.candidates("部署", 8)).hasSize(SearchIndexRepository.MERGED);
        assertThat(index.sayAndAdd(List.of("common"))).hasSize(1);
        assertThat(index.candidates("common", 1)).hasSize(said.size() + 1);
    }

    @Test
    default void aMergeBetweenTwoPagesHidesNothing() {
        Index index = new Index(database(), Talk.in(database()));
        List<UUID> said = new ArrayList<>();
        for (int i = 0; i < SearchIndexRepository.MERGED; i++) {
            said.addAll(index.sayAndAdd(List.of("common " + i)));
        }
        SearchQuery query = SearchQuery.of("common");
        SegmentPage first = index.page(query, OptionalLong.empty(), 5);
        assertThat(index.merge()).isTrue();
        SegmentPage second = index.page(query, first.next(), 5);

        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.candidates().stream())
                        .flatMap(List::stream)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    default void whatWouldBecomeTooLargeStaysApart() {
        Index index = new Index(database(), Talk.in(database()));
        Random random = new Random(3);
        for (int i = 0; i < SearchIndexRepository.MERGED; i++) {
            StringBuilder hostile = new StringBuilder();
            random.ints(130_000, 0x4E00, 0x9FFF)
                    .forEach(unit -> hostile.append('a').append((char) unit));
            index.sayAndAdd(List.of(hostile.append("needle" + i).toString()));
        }
        assertThat(index.merge()).isTrue();

        assertThat(index.segments()).hasSize(SearchIndexRepository.MERGED);
        assertThat(index.candidates("needle5", 8)).hasSize(1);
        assertThat(index.merge()).as("they are left alone from now on").isFalse();
    }

    @Test
    default void messagesThatAreGoneLeaveNothingBehind() {
        Index index = new Index(database(), Talk.in(database()));
        List<UUID> said = new ArrayList<>();
        for (int i = 0; i < SearchIndexRepository.MERGED; i++) {
            said.addAll(index.sayAndAdd(List.of("secret" + i, "common")));
        }
        index.merge();
        long segment = index.segments().get(0);
        assertThat(index.forget(segment)).as("nothing is gone").isZero();
        index.talk.delete(List.of(said.get(0), said.get(10)));

        assertThat(index.forget(segment)).isEqualTo(2);
        assertThat(index.forget(segment)).as("again").isZero();
        assertThat(index.candidates("secret0", 8)).isEmpty();
        assertThat(index.candidates("secret5", 8)).isEmpty();
        assertThat(index.candidates("secret3", 8)).containsExactly(said.get(6));
        assertThat(index.candidates("common", 8)).hasSize(SearchIndexRepository.MERGED);
        index.talk.delete(said);
        assertThat(index.forget(segment)).isEqualTo(2 * SearchIndexRepository.MERGED - 2);
        assertThat(index.rowCount()).isZero();
    }

    @Test
    default void theFoundComeWithTheirThreadAndSenderNewestFirst() {
        Index index = new Index(database(), Talk.in(database()));
        List<UUID> said = index.talk.say(List.of("first", "second"));
        List<FoundMessage> found =
                index.rows.messages(database(), index.org(), said).block();

        assertThat(found)
                .extracting(FoundMessage::content, FoundMessage::threadTopic, FoundMessage::senderName)
                .containsExactly(tuple("second", "talk", "ada"), tuple("first", "talk", "ada"));
        index.talk.testOrg().forget(index.talk.ada().id());
        assertThat(index.rows.messages(database(), index.org(), said).block())
                .extracting(FoundMessage::senderName)
                .containsOnlyNulls();
    }

    @Test
    default void organisationsThatAreBehindAreFoundInOrder() {
        Index behind = new Index(database(), Talk.in(database()));
        Index current = new Index(database(), Talk.in(database()));
        current.add(0, 1);
        current.talk.say(List.of("hello"));
        current.add(1, 2);

        List<OrgId> all = new ArrayList<>();
        Optional<OrgId> after = Optional.empty();
        do {
            List<OrgId> page = behind.rows
                    .listBehind(database(), SearchKind.MESSAGE, after, 2)
                    .block();
            all.addAll(page);
            after = page.stream().reduce((first, second) -> second);
        } while (after.isPresent());
        assertThat(all).contains(behind.org()).doesNotContain(current.org()).doesNotHaveDuplicates();
    }

    /** The index of one organisation's messages, and the calls on it, spelled out once. */
    final class Index {

        private final SearchIndexRepository rows = new SqlSearchIndexRepository();
        private final Database database;
        private final Talk talk;

        Index(Database database, Talk talk) {
            this.database = database;
            this.talk = talk;
        }

        OrgId org() {
            return talk.org();
        }

        long cursor() {
            return rows.cursor(database, org(), SearchKind.MESSAGE).block();
        }

        List<SearchDocument> documents(long after, long upTo, int limit) {
            return rows.documents(database, org(), SearchKind.MESSAGE, after, upTo, limit)
                    .block();
        }

        boolean add(long from, long to) {
            return rows.add(database, org(), SearchKind.MESSAGE, from, to, documents(from, to, 256))
                    .block();
        }

        List<UUID> sayAndAdd(List<String> contents) {
            List<UUID> said = talk.say(contents);
            long from = cursor();
            List<SearchDocument> documents = documents(from, Long.MAX_VALUE, 256);
            assertThat(add(from, documents.get(documents.size() - 1).position()))
                    .isTrue();
            return said;
        }

        boolean merge() {
            return rows.merge(database, org(), SearchKind.MESSAGE).block();
        }

        int forget(long segment) {
            return rows.forgetGone(database, org(), segment).block();
        }

        List<Long> segments() {
            return rows.listSegments(database, org(), 0, Long.MAX_VALUE, 100).block();
        }

        SegmentPage page(SearchQuery query, OptionalLong before, int limit) {
            return rows.page(database, org(), SearchKind.MESSAGE, query, before, limit)
                    .block();
        }

        List<UUID> candidates(String text, int pageSize) {
            SearchQuery query = SearchQuery.of(text);
            List<UUID> found = new ArrayList<>();
            SegmentPage page = page(query, OptionalLong.empty(), pageSize);
            page.candidates().forEach(found::addAll);
            while (page.next().isPresent()) {
                page = page(query, page.next(), pageSize);
                page.candidates().forEach(found::addAll);
            }
            return found;
        }

        long rowCount() {
            return Stream.of("search_blocks", "search_chunks")
                    .mapToLong(table -> database.one(
                                    "SELECT count(*) AS n FROM " + table + " WHERE org_id = $1",
                                    row -> row.number("n"),
                                    org().value())
                            .block())
                    .sum();
        }
    }
}
