package dev.parley.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.audit.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of audit logs must do. */
public interface AuditRepositoryContract {

    long DAY = 86_400_000;

    long START = 1_800_000_000_000L;

    Database database();

    @Test
    default void rowsComeBackAsTheyWereNewestFirst() {
        OrgId org = OrgId.next();
        AuditEntry first = insert(org, START, "ada", "bot.rename", "bot", "ada");
        AuditEntry second = insert(org, START, null, "settings.update", "org_settings", org.toString());
        AuditEntry third = insert(org, START + 1, "bob", "bot.rename", "bot", "bob");
        insert(OrgId.next(), START, "ada", "bot.rename", "bot", "ada");

        assertThat(list(org, AuditFilter.ALL, 10)).containsExactly(third, second, first);
        assertThat(list(org, AuditFilter.ALL, 2)).containsExactly(third, second);
    }

    @Test
    default void rowsOfOnePositionKeepTheirOrder() {
        OrgId org = OrgId.next();
        List<AuditEntry> rows = IntStream.range(0, 50)
                .mapToObj(i -> insert(org, START, null, "a", "t", Integer.toString(i)))
                .toList();

        List<AuditEntry> newestFirst = list(org, AuditFilter.ALL, 100);

        assertThat(newestFirst).hasSameSizeAs(rows);
        assertThat(IntStream.range(0, 50).mapToObj(i -> newestFirst.get(49 - i)))
                .containsExactlyElementsOf(rows);
    }

    @Test
    default void filtersNarrowTheLogDownTogether() {
        OrgId org = OrgId.next();
        AuditEntry rename = insert(org, START, "ada", "bot.rename", "bot", "ada");
        AuditEntry delete = insert(org, START + 1, "bob", "bot.delete", "bot", "ada");
        AuditEntry thread = insert(org, START + 2, "ada", "thread.create", "thread", "t1");
        AuditEntry other = insert(org, START + 3, "ada", "bot.rename", "bot", "eve");

        assertThat(list(org, filter("bot.rename", null, null, null), 10)).containsExactly(other, rename);
        assertThat(list(org, filter(null, "bot", null, null), 10)).containsExactly(other, delete, rename);
        assertThat(list(org, filter(null, null, "ada", null), 10)).containsExactly(delete, rename);
        assertThat(list(org, filter(null, null, null, "ada"), 10)).containsExactly(other, thread, rename);
        assertThat(list(org, filter("bot.rename", "bot", "ada", "ada"), 10)).containsExactly(rename);
        assertThat(list(org, filter("bot.rename", "thread", null, null), 10)).isEmpty();
        assertThat(list(org, filter(null, null, null, "ada"), 2)).containsExactly(other, thread);
        assertThat(list(OrgId.next(), filter("bot.rename", null, null, null), 10))
                .isEmpty();
    }

    @Test
    default void messagesAreAmongTheRestThoughTheyAreKeptApart() {
        OrgId org = OrgId.next();
        AuditEntry first = insert(org, START, "ada", "message.send", "thread_message", "m1");
        AuditEntry rename = insert(org, START + 1, "ada", "bot.rename", "bot", "ada");
        AuditEntry direct = insert(org, START + 2, "bob", "message.send", "channel_message", "m2");
        AuditEntry last = insert(org, START + 3, "ada", "message.send", "thread_message", "m3");
        OrgId other = OrgId.next();
        AuditEntry rare = insert(other, START, "ada", "message.pin", "thread_message", "m4");

        assertThat(list(org, AuditFilter.ALL, 10)).containsExactly(last, direct, rename, first);
        assertThat(list(org, AuditFilter.ALL, 2)).containsExactly(last, direct);
        assertThat(list(org, filter("message.send", null, null, null), 10)).containsExactly(last, direct, first);
        assertThat(list(org, filter("message.send", "thread_message", null, null), 10))
                .containsExactly(last, first);
        assertThat(list(org, filter("bot.rename", "thread_message", null, null), 10))
                .isEmpty();
        assertThat(list(org, filter(null, "channel_message", null, null), 10)).containsExactly(direct);
        assertThat(list(org, filter(null, null, "m1", null), 10)).containsExactly(first);
        assertThat(list(org, filter(null, null, null, "ada"), 10)).containsExactly(last, rename, first);
        assertThat(list(org, filter("message.send", null, "m3", "ada"), 10)).containsExactly(last);
        assertThat(list(other, filter("message.pin", null, null, null), 10)).containsExactly(rare);
        assertThat(list(other, filter(null, "thread_message", null, null), 10)).containsExactly(rare);
        assertThat(list(org, since(START + 1), 10)).containsExactly(last, direct);
        assertThat(list(org, before(rename.id()), 10)).containsExactly(first);
        assertThat(delete(org, START + 3)).isEqualTo(3);
        assertThat(list(org, AuditFilter.ALL, 10)).containsExactly(last);
    }

    @Test
    default void sinceIsLeftOutAndBeforeToo() {
        OrgId org = OrgId.next();
        List<AuditEntry> rows = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> rows.add(0, insert(org, START + i, null, "a", "t", "x")));

        assertThat(list(org, since(START + 2), 10)).containsExactlyElementsOf(rows.subList(0, 2));
        assertThat(list(org, since(START - 1), 10)).hasSize(5);
        assertThat(list(org, since(-5), 10)).hasSize(5);
        assertThat(list(org, since(Long.MIN_VALUE), 10)).hasSize(5);
        assertThat(list(org, since(Long.MAX_VALUE), 10)).isEmpty();
        assertThat(list(org, before(rows.get(1).id()), 10)).containsExactlyElementsOf(rows.subList(2, 5));
        assertThat(list(org, before(UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff")), 10))
                .as("an id that is nobody's")
                .hasSize(5);
    }

    @Test
    default void untilIsAmongThem() {
        OrgId org = OrgId.next();
        List<AuditEntry> rows = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> rows.add(0, insert(org, START + i, null, "a", "t", "x")));

        assertThat(list(org, until(START + 2), 10)).containsExactlyElementsOf(rows.subList(2, 5));
        assertThat(list(org, until(START + 2).before(rows.get(0).id()), 10))
                .as("the earlier end counts")
                .hasSize(3);
        assertThat(list(org, until(START + 9).before(rows.get(3).id()), 10)).containsExactly(rows.get(4));
        assertThat(list(org, until(START - 1), 10)).isEmpty();
        assertThat(list(org, until(Long.MIN_VALUE), 10)).isEmpty();
        assertThat(list(org, until(Long.MAX_VALUE), 10)).hasSize(5);
    }

    @Test
    default void messagesAreCountedByTime() {
        OrgId org = OrgId.next();
        insert(org, START - 1, "ada", "message.send", "thread_message", "m0");
        insert(org, START, "ada", "message.send", "thread_message", "m1");
        insert(org, START + 5, "bob", "message.send", "channel_message", "m2");
        insert(org, START + 9, "bob", "message.send", "channel_message", "m3");
        insert(org, START + 10, "bob", "message.send", "channel_message", "m4");
        insert(org, START + 5, "bob", "bot.rename", "bot", "bob");
        insert(OrgId.next(), START + 5, "ada", "message.send", "thread_message", "m5");

        assertThat(rows().countMessages(database(), org, START, START + 10).block())
                .isEqualTo(3);
        assertThat(rows().countMessages(database(), OrgId.next(), START, START + 10)
                        .block())
                .isZero();
    }

    @Test
    default void whatIsOldIsRemovedInSteps() {
        OrgId org = OrgId.next();
        OrgId other = OrgId.next();
        insertMany(org, AuditRepository.MAX_DELETED + 10);
        AuditEntry kept = insert(org, START + DAY, null, "a", "t", "kept");
        AuditEntry others = insert(other, START, null, "a", "t", "other");

        assertThat(delete(org, START + DAY)).isEqualTo(AuditRepository.MAX_DELETED);
        assertThat(delete(org, START + DAY)).isEqualTo(10);
        assertThat(delete(org, START + DAY)).isZero();
        assertThat(list(org, AuditFilter.ALL, 10)).containsExactly(kept);
        assertThat(list(other, AuditFilter.ALL, 10)).containsExactly(others);
    }

    @Test
    default void everyOrganisationWithALogIsFound() {
        OrgId one = OrgId.next();
        OrgId two = OrgId.next();
        IntStream.range(0, 3).forEach(i -> insert(one, START + i, null, "a", "t", "x"));
        insert(two, START, null, "a", "t", "x");

        List<OrgId> found = new ArrayList<>();
        Optional<OrgId> next = rows().nextOrg(database(), Optional.empty()).blockOptional();
        while (next.isPresent()) {
            found.add(next.get());
            next = rows().nextOrg(database(), next).blockOptional();
        }

        assertThat(found).contains(one, two).doesNotHaveDuplicates();
    }

    private AuditRepository rows() {
        return new SqlAuditRepository();
    }

    private long delete(OrgId org, long millis) {
        return rows().deleteBefore(database(), org, millis).block();
    }

    private List<AuditEntry> list(OrgId org, AuditFilter filter, int limit) {
        return rows().list(database(), org, filter, limit).block();
    }

    private static AuditFilter filter(String action, String targetType, String targetId, String bot) {
        return new AuditFilter(
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.ofNullable(action),
                Optional.ofNullable(targetType),
                Optional.ofNullable(targetId),
                Optional.ofNullable(bot));
    }

    private static AuditFilter since(long millis) {
        return new AuditFilter(
                OptionalLong.of(millis),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static AuditFilter until(long millis) {
        return new AuditFilter(
                OptionalLong.empty(),
                OptionalLong.of(millis),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static AuditFilter before(UUID id) {
        return AuditFilter.ALL.before(id);
    }

    private void insertMany(OrgId org, int count) {
        List<Object[]> many = IntStream.range(0, count)
                .mapToObj(i -> row(entry(org, START + i % 1000, null, "a", "t", "x")))
                .toList();
        database().insert(AuditRepository.into("a", "t"), many).block();
    }

    private AuditEntry insert(OrgId org, long millis, String bot, String action, String type, String target) {
        AuditEntry entry = entry(org, millis, bot, action, type, target);
        database()
                .insert(AuditRepository.into(action, type), List.<Object[]>of(row(entry)))
                .block();
        return entry;
    }

    private static AuditEntry entry(OrgId org, long millis, String bot, String action, String type, String target) {
        RawJson detail = bot == null ? null : new RawJson("{\"name\":\"x\"}");
        return new AuditEntry(AuditIds.at(Position.first(millis)), org, bot, action, type, target, detail, millis);
    }

    private static Object[] row(AuditEntry entry) {
        return new Object[] {
            entry.orgId().value(),
            entry.id(),
            entry.botId(),
            entry.action(),
            entry.targetType(),
            entry.targetId(),
            entry.detail() == null ? null : entry.detail().text(),
            entry.createdAt()
        };
    }
}
