package dev.parley.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.persistence.testing.TestRedis;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Commit;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.redis.Redis;
import dev.parley.server.redis.RedisBus;
import dev.parley.server.testing.Deeds;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.Redises;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node reads from the journal is what it would have heard from the one that wrote it. */
class MissedEntriesTest {

    private static final int DEEDS = 300;
    private static final String DATABASE = TestPostgres.createDatabase();

    @RegisterExtension
    static final TestHub HUB =
            TestHub.onH2().with("HXA_CONNECT_DATABASE_URL", DATABASE).with("REDIS_URL", TestRedis.url());

    @Test
    void entriesHaveTheAudienceTheyHad() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        TestOrg org = HUB.org();
        OrgId id = OrgId.parse(org.id()).orElseThrow();
        Database database = PostgresDatabase.open(DATABASE, 2).block();
        Redis redis = Redises.open(TestRedis.url(), new SimpleMeterRegistry());
        RedisBus bus = new RedisBus(redis);
        List<Commit> heard = new CopyOnWriteArrayList<>();
        listen(bus, id, heard);

        List<TestBot> bots =
                IntStream.range(0, 5).mapToObj(i -> org.bot("bot-" + i)).toList();
        Deeds deeds = new Deeds(org, bots);
        deeds.begin();
        deeds.act(new Random(seed), DEEDS);

        MissedEntries missed = new MissedEntries(database, new SqlJournalRepository(), new SqlBotRepository());
        List<JournalEntry> read = readAll(missed, id);
        long end = read.get(read.size() - 1).position();
        Eventually.get(() -> heard.get(heard.size() - 1).position(), position -> position >= end);
        Set<BotId> alive = Set.copyOf(new SqlBotRepository()
                .listSummaries(database, id, mentioned(heard)).block().stream()
                        .map(bot -> bot.id())
                        .toList());
        List<JournalEntry> told = heard.stream()
                .flatMap(commit -> commit.entries().stream())
                .map(entry -> among(entry, alive))
                .toList();
        assertThat(read.stream().skip(read.size() - told.size()).map(entry -> among(entry, alive)))
                .as("seed %d", seed)
                .containsExactlyElementsOf(told);
        assertThat(told).hasSizeGreaterThan(DEEDS / 2);
        bus.close();
        redis.close().then(database.close()).block();
    }

    /** Returns when what is said is heard. */
    private static void listen(RedisBus bus, OrgId org, List<Commit> heard) {
        String channel = "parley:{" + org + "}";
        Set<String> probes = ConcurrentHashMap.newKeySet();
        bus.listen(channel, message -> CommitCodec.decode(message)
                .ifPresentOrElse(told -> heard.add(told.commit()), () -> probes.add("heard")));
        Eventually.get(
                () -> {
                    bus.publish(channel, new byte[0]);
                    return probes.size();
                },
                count -> count > 0);
    }

    private static List<JournalEntry> readAll(MissedEntries missed, OrgId org) {
        List<JournalEntry> all = new ArrayList<>();
        long after = 0;
        for (MissedEntries.Page page = missed.read(org, after).block();
                page.position() > after;
                page = missed.read(org, after).block()) {
            all.addAll(page.entries());
            after = page.position();
        }
        return all;
    }

    private static Set<BotId> mentioned(List<Commit> commits) {
        return commits.stream()
                .flatMap(commit -> commit.entries().stream())
                .map(JournalEntry::audience)
                .filter(Audience.Bots.class::isInstance)
                .flatMap(audience -> ((Audience.Bots) audience).bots().stream())
                .collect(Collectors.toSet());
    }

    /** Who has been deleted since has no connections, and no memberships. */
    private static JournalEntry among(JournalEntry entry, Set<BotId> alive) {
        Audience audience = entry.audience() instanceof Audience.Bots some
                ? new Audience.Bots(
                        some.bots().stream().filter(alive::contains).collect(Collectors.toSet()), some.admins())
                : Audience.everyone();
        return new JournalEntry(entry.org(), entry.position(), entry.type(), entry.topic(), audience, entry.frame());
    }
}
