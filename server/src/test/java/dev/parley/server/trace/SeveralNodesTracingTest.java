package dev.parley.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.RedisServer;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A trace goes from one node to another over the bus. */
class SeveralNodesTracingTest {

    /** Closed after the nodes, as the collector is. */
    @AutoClose
    private static final RedisServer REDIS = RedisServer.start();

    @AutoClose
    private static final Collector COLLECTOR = new Collector();

    private static final String DATABASE = TestPostgres.createDatabase();

    @RegisterExtension
    static final TestHub HERE = node();

    @RegisterExtension
    static final TestHub THERE = node();

    private static TestHub node() {
        return TestHub.onH2()
                .with("HXA_CONNECT_DATABASE_URL", DATABASE)
                .with("REDIS_URL", REDIS.url())
                .with("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR.endpoint());
    }

    @Test
    void whatIsToldThereBelongsToTheTraceOfWhatWasDoneHere() {
        TestOrg org = HERE.org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        HubClient there = HubClient.local(THERE.hub().port()).withToken(bob.token());
        alice.sendTo(bob, "the channel is made of this");
        String trace = TracingContract.newTrace();
        try (HubSocket socket = there.resume("since=latest")) {
            socket.next("resume");
            alice.http()
                    .with("traceparent", TracingContract.header(trace))
                    .post("/api/send", Fields.of("to", "bob", "content", "hi"));
            JsonNode told = socket.next("message");

            List<Collector.Told> spans = COLLECTOR.await(
                    trace, "POST /api/send", "lane wait", "lane commit", "fanout message", "fanout message");
            List<Collector.Told> fanouts = spans.stream()
                    .filter(span -> span.name().startsWith("fanout"))
                    .toList();
            assertThat(fanouts)
                    .extracting(Collector.Told::node)
                    .filteredOn(Objects::nonNull)
                    .doesNotHaveDuplicates()
                    .hasSize(2);
            assertThat(fanouts)
                    .extracting(Collector.Told::parent)
                    .containsOnly(fanouts.get(0).parent());
            assertThat(told.path("traceparent").asString())
                    .isEqualTo("00-" + trace + "-" + fanouts.get(0).parent() + "-01");
        }
    }
}
