package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a public URL, webhooks get links that can be opened, as connections do. */
class WebhookLinksTest {

    private static final String PUBLIC = "https://hub.example/connect";

    @RegisterExtension
    static final TestHub HUB =
            TestHub.onH2().with("HXA_CONNECT_WEBHOOK_ALLOW", "127.0.0.1").with("HUB_PUBLIC_URL", PUBLIC);

    @Test
    void theLinksOfFilesAreAbsoluteAndSigned() {
        TestOrg org = HUB.org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String file = "/api/files/" + UUID.randomUUID();
        try (Receiver receiver = new Receiver()) {
            bob.http().call("PUT", "/api/me/webhook", Fields.of("url", receiver.url("/")));
            alice.http()
                    .post(
                            "/api/send",
                            Fields.of(
                                    "to",
                                    bob.id(),
                                    "content",
                                    "look",
                                    "parts",
                                    List.of(Fields.of("type", "image", "url", file, "alt", "a cat"))));

            assertThat(receiver.next().json().at("/message/parts/0/url").asString())
                    .startsWith(PUBLIC + file + "?exp=")
                    .contains("&sig=");
        }
    }
}
