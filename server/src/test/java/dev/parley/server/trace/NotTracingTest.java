package dev.parley.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import dev.parley.server.webhook.Receiver;
import java.lang.management.ManagementFactory;
import java.util.List;
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

    /** Measured: what is asked of a tracer that is off, from the door to the journal and out, allocates nothing. */
    @Test
    void nothingIsMadeOnTheWay() {
        Context context = Context.of("a", 1);
        assertThat(Span.none().in(context)).isSameAs(context);
        assertThat(Span.none().traceparent()).isNull();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                pass(context);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(10_000);
    }

    private static void pass(Context context) {
        Span door = Tracer.OFF.isOn() ? Tracer.OFF.begin("x", List.of(), List.of()) : Span.none();
        Span lane = Span.of(door.in(context)).child("x", Span.Kind.INTERNAL);
        lane.tell("x", 1);
        lane.end();
        Tracer.OFF.resume(lane.traceparent(), "x", Span.Kind.CLIENT).end();
    }
}
