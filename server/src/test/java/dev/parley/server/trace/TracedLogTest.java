package dev.parley.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ErrorCode;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Routes;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.ws.Operation;
import dev.parley.server.ws.Operations;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Whoever has a trace finds in the log what failed, and the other way round. */
class TracedLogTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static final Operation BUG = Operation.of("bug", "Fails").fails(ErrorCode.INTERNAL_ERROR);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.parley.server");

    @BeforeEach
    void listen() {
        log.start();
        logger.setAdditive(false);
        logger.setLevel(Level.ERROR);
        logger.addAppender(log);
    }

    @AfterEach
    void restore() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void whatFailsIsLoggedWithItsTraceWhereItIsTraced() {
        String request = TracingContract.newTrace();
        String frame = TracingContract.newTrace();
        fail(new RecordingTracer(new Sampler(true, 0), span -> {}, Clock.systemUTC()), request, frame);
        assertThat(traces()).containsExactly(request, frame);
    }

    @Test
    void aTraceIsNotLoggedWhereNothingIsTraced() {
        fail(Tracer.OFF, TracingContract.newTrace(), TracingContract.newTrace());
        assertThat(traces()).isEmpty();
        assertThat(log.list).hasSize(2);
    }

    /** A request and a frame, each in the trace of that id, which meet a bug. */
    private static void fail(Tracer tracer, String request, String frame) {
        TestOrg org = TestOrg.in(H2.database());
        try (FeatureHub hub = new FeatureHub(H2.database())) {
            hub.tracer = tracer;
            hub.with((Routes) router -> router.hidden("GET", "/bug", Access.open(), call -> bug()))
                    .with((Operations.Feature) operations -> operations.on(BUG, (caller, asked) -> bug()))
                    .start();
            var answer = hub.api()
                    .with("traceparent", TracingContract.header(request))
                    .get("/bug");
            assertThat(answer.status()).isEqualTo(500);
            try (TestSocket socket = hub.connect(org, org.bot("ada"))) {
                socket.send("bug", "traceparent", TracingContract.header(frame));
                socket.await("error");
            }
        }
    }

    private static <T> Mono<T> bug() {
        return Mono.error(new IllegalStateException("a bug"));
    }

    private List<Object> traces() {
        return log.list.stream()
                .map(ILoggingEvent::getKeyValuePairs)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(pair -> pair.key.equals("trace_id"))
                .map(pair -> pair.value)
                .toList();
    }
}
