package dev.parley.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.Json;
import dev.parley.server.Via;
import dev.parley.server.testing.FeatureHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What direct messages must do on every database. */
interface DirectMessagesContract {

    Database database();

    @Test
    default void firstMessagesOfAPairOnTwoNodesAtOnceMakeOneChannel() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");
        DirectMessages here = ChannelHub.directMessages(new FeatureHub(database()));
        DirectMessages there = ChannelHub.directMessages(new FeatureHub(database()));

        List<ChannelId> channels = Flux.range(0, 50)
                .flatMap(i -> i % 2 == 0 ? send(here, org, ada, bob, "m" + i) : send(there, org, bob, ada, "m" + i), 50)
                .map(SentDirect::channelId)
                .distinct()
                .collectList()
                .block();

        assertThat(channels).hasSize(1);
        assertThat(count("channels", org)).isEqualTo(1);
        assertThat(count("members", org)).isEqualTo(2);
        assertThat(count("messages", org)).isEqualTo(50);
        assertThat(count("audit_messages", org)).isEqualTo(50);
        assertThat(count("journal", org)).isEqualTo(51);
    }

    @Test
    default void theJournalHoldsWhatWasSentWithItsCatchUpFact() {
        TestOrg org = TestOrg.in(database());
        FeatureHub hub = new FeatureHub(database());
        BotSummary ada = org.bot("ada");
        SentDirect sent = send(ChannelHub.directMessages(hub), org, ada, org.bot("bob"), "你好 🙂")
                .block();

        List<String> rows = database()
                .list(
                        """
                        SELECT type, topic, topic_id, actor_id, catchup_type, catchup_facts, frame
                          FROM journal
                         WHERE org_id = $1
                         ORDER BY org_id, position
                         LIMIT 9
                        """,
                        row -> String.join(
                                " ",
                                row.string("type"),
                                row.string("topic"),
                                row.uuid("topic_id").toString(),
                                row.uuid("actor_id").toString(),
                                row.string("catchup_type"),
                                row.string("catchup_facts"),
                                row.string("frame")),
                        org.id().value())
                .block();
        assertThat(rows)
                .satisfiesExactly(
                        created -> assertThat(created).startsWith("channel_created channel " + sent.channelId()),
                        message -> assertThat(message)
                                .startsWith("message channel %s %s channel_message_summary null {\"type\":\"message\","
                                        .formatted(sent.channelId(), ada.id()))
                                .contains("你好 🙂"));
        assertThat(hub.entries).extracting(entry -> entry.type()).containsExactly("channel_created", "message");
    }

    private static Mono<SentDirect> send(
            DirectMessages messages, TestOrg org, BotSummary from, BotSummary to, String content) {
        var request = Json.mapper().valueToTree(Map.of("to", to.name(), "content", content));
        return messages.send(FeatureHub.caller(org, from), request, Via.REST);
    }

    private long count(String table, TestOrg org) {
        String sql = "SELECT count(*) AS found FROM " + table + " WHERE org_id = $1";
        return database().one(sql, row -> row.number("found"), org.id().value()).block();
    }
}
