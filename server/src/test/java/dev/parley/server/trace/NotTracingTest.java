package dev.parley.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import dev.parley.server.webhook.Receiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.util.context.Context;

/** By default nothing is traced, and nobody is told of the traces of others. */
class NotTracingTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void nothingIsPassedOn() {
        TestOrg org = HUB.org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String traceparent = TracingContract.header(TracingContract.newTrace());
        try (Receiver receiver = new Receiver();
                HubSocket socket = bob.http().resume("since=latest")) {
            socket.next("resume");
            bob.http().put("/api/me/webhook", Fields.of("url", receiver.url("/")));
            alice.http().with("traceparent", traceparent).post("/api/send", Fields.of("to", "bob", "content", "hi"));
            assertThat(receiver.next().headers().contains("traceparent")).isFalse();
            assertThat(socket.next("message").has("traceparent")).isFalse();
        }
        assertThat(HUB.hub().meters().find("parley.trace.spans").counters()).isEmpty();
    }

    @Test
    void nothingIsMadeOnTheWay() {
        assertThat(Tracer.OFF.isOn()).isFalse();
        assertThat(Tracer.OFF.resume(null, "x", Span.Kind.CLIENT)).isSameAs(Span.NONE);
        assertThat(Span.NONE.child("x", Span.Kind.INTERNAL)).isSameAs(Span.NONE);
        assertThat(Span.NONE.traceparent()).isNull();
        assertThat(Span.NONE.traceId()).isNull();
        Context context = Context.of("a", 1);
        assertThat(Span.NONE.in(context)).isSameAs(context);
    }
}
