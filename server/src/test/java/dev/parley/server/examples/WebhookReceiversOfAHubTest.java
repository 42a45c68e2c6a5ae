package dev.parley.server.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The webhook receivers among the examples, against a hub that delivers. */
class WebhookReceiversOfAHubTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with("HXA_CONNECT_WEBHOOK_ALLOW", "127.0.0.0/8");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "WEBHOOK_.*")
    void whatTheHubDeliversIsHandledInOrder(Example example) throws IOException {
        TestOrg org = HUB.org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        Map<String, String> environment = Map.of("PARLEY_WEBHOOK_SECRET", SECRET, "PORT", "0");
        try (ExampleProcess receiver = ExampleProcess.run(example, environment, directory)) {
            String url = "http://127.0.0.1:" + receiver.says().replace("listening on port ", "") + "/hook";
            bob.http().call("PUT", "/api/me/webhook", Fields.of("url", url, "secret", SECRET));
            for (String content : List.of("one", "two", "three")) {
                alice.sendTo(bob, content);
            }
            for (String content : List.of("one", "two", "three")) {
                assertThat(receiver.nextContent()).isEqualTo(content);
            }
        }
    }
}
