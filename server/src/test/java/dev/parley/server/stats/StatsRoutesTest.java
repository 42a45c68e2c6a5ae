package dev.parley.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.stats.SqlStatsRepository;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.ManualClock;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class StatsRoutesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @Test
    void countsOrganisationsBotsThreadsAndMessages() {
        TestOrg org = HUB.org();
        TestBot ada = org.bot("ada");
        TestBot bob = org.bot("bob");
        ada.sendTo(bob, "hi");
        String thread = ada.openThread("topic", bob);
        ada.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "hello"));
        try (HubSocket socket = ada.connect()) {
            Answer answer = HUB.client().get("/api/stats");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().toString())
                    .isEqualTo("{\"org_count\":1,\"bot_count\":2,\"online_bot_count\":1,\"thread_count\":1,"
                            + "\"message_count\":2,\"active_thread_count\":1}");
        }
    }

    @Test
    void howeverManyAskItIsCountedOnceAMinute() {
        RecordingDatabase database = new RecordingDatabase(H2.database());
        ManualClock clock = new ManualClock(0);
        StatsService stats =
                new StatsService(database, new SqlStatsRepository(), () -> 0, clock, () -> clock.millis() * 1_000_000);

        Flux.range(0, 50).flatMap(i -> stats.stats(), 50).blockLast();
        List<String> once = database.take();
        assertThat(once).isNotEmpty();
        clock.advance(Duration.ofSeconds(59));
        stats.stats().block();
        assertThat(database.take()).isEmpty();

        clock.advance(Duration.ofSeconds(2));
        stats.stats().block();
        assertThat(database.take()).isEqualTo(once);
    }

    @Test
    void oldClientsLearnTheProtocolAndItsScopes() {
        assertThat(HUB.client().get("/api/config/get").json().toString())
                .isEqualTo("{\"server\":\"hxa-connect\",\"version\":\"1.7.2\",\"env\":\"production\","
                        + "\"scopes\":[\"full\",\"read\",\"thread\",\"message\",\"profile\"]}");
    }

    @Test
    void presenceIsAStub() {
        Answer answer = HUB.client().get("/api/system-presence");

        assertThat(answer.json().propertyNames()).containsExactly("bots", "online", "presence_ts", "note");
        assertThat(answer.json().path("bots")).isEmpty();
        assertThat(answer.json().path("online").asBoolean()).isTrue();
        assertThat(answer.json().path("presence_ts").asLong()).isPositive();
    }
}
