package dev.parley.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestPostgres;
import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestHub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PostgresRepeatTest implements RepeatContract {

    private static final String DATABASE = TestPostgres.createDatabase();

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with("HXA_CONNECT_DATABASE_URL", DATABASE);

    /** A second server on the same database. */
    @RegisterExtension
    static final TestHub NEIGHBOUR = TestHub.onH2().with("HXA_CONNECT_DATABASE_URL", DATABASE);

    @Override
    public TestHub hub() {
        return HUB;
    }

    @Test
    void twoServersGivenTheSameKeyAtOnceSendOneMessage() {
        RepeatStage on = RepeatStage.on(HUB);
        HubClient here = on.bob().http();
        HubClient there = NEIGHBOUR.client().withToken(on.bob().token());
        for (int round = 0; round < 10; round++) {
            String key = "round " + round;
            List<Answer> answers = Flux.just(here, there, here, there)
                    .flatMap(
                            hub -> Mono.fromCallable(() -> RepeatContract.say(hub, on.thread(), key, key))
                                    .subscribeOn(Schedulers.boundedElastic()),
                            4)
                    .collectList()
                    .block();
            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers)
                    .extracting(Answer::body)
                    .containsOnly(answers.get(0).body());
        }
        assertThat(RepeatContract.contents(on)).hasSize(11).doesNotHaveDuplicates();
    }
}
