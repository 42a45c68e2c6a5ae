package dev.parley.protocol.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values were computed by Python's {@code hmac} module. */
class WebhookHeadersTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_123L);
    private static final byte[] BODY =
            "{\"webhook_version\":\"1\",\"type\":\"message\",\"content\":\"größer als ✓\",\"position\":1024}"
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void theExampleThatLibrariesOfStandardWebhooksAreTestedWith() {
        WebhookSecret secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(secret.standardSignature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void withASecretThereAreTheHeadersOfTheContractAndOfStandardWebhooks() {
        WebhookSecret secret = new WebhookSecret("schlüssel");

        assertThat(WebhookHeaders.of("e_1024", NOW, BODY, List.of(secret)))
                .containsExactly(
                        entry("webhook-id", "e_1024"),
                        entry("webhook-timestamp", "1790000000"),
                        entry("webhook-signature", "v1,/slINlh/lj32SopL+Tp3dASL65xiaSBX4DnkXyxcqdg="),
                        entry("X-Hub-Timestamp", "1790000000123"),
                        entry(
                                "X-Hub-Signature-256",
                                "sha256=f1d70a3fca63533afd71a2f4289fcdf6f1397c320767090e0202190675d115af"));
    }

    @Test
    void withoutASecretNothingIsSigned() {
        assertThat(WebhookHeaders.of("e_1024", NOW, BODY, List.of()))
                .containsOnlyKeys("webhook-id", "webhook-timestamp");
    }

    @Test
    void whileTwoSecretsAreGoodTheContractKnowsTheCurrentOneAndStandardWebhooksBoth() {
        WebhookSecret current = new WebhookSecret("the new one");
        WebhookSecret previous = new WebhookSecret("the old one");

        Map<String, String> headers = WebhookHeaders.of("e_1024", NOW, BODY, List.of(current, previous));

        assertThat(headers)
                .containsEntry("Authorization", "Bearer the new one")
                .containsEntry("X-Hub-Signature-256", current.hubSignature(NOW.toEpochMilli(), BODY))
                .containsEntry(
                        "webhook-signature",
                        current.standardSignature("e_1024", NOW.getEpochSecond(), BODY)
                                + " "
                                + previous.standardSignature("e_1024", NOW.getEpochSecond(), BODY));
        assertThat(headers.get("webhook-signature").split(" ")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "whsec_, vvOubUuwm3dY8lXLriIWVgAAxjq0l46Qmoaz0Smx/8w=",
        "whsec_no base64!, ORReGvbhElCFGM6qWT6n5H5ZeYrgM1rgb0dl6Nbps0o="
    })
    void whatHasThePrefixAloneIsTakenAsItIs(String text, String signature) {
        assertThat(new WebhookSecret(text).standardSignature("e_1024", 1_790_000_000, BODY))
                .isEqualTo("v1," + signature);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: 1", "tab\t", "größe", " led by a space", "followed by one ", "\u007f"})
    void aSecretThatNoHeaderCanCarryIsShownBySignaturesAlone(String text) {
        assertThat(WebhookHeaders.of("e_1024", NOW, BODY, List.of(new WebhookSecret(text))))
                .containsKeys("X-Hub-Signature-256", "webhook-signature")
                .doesNotContainKey("Authorization");
    }

    @Test
    void aSecretNeitherPrintsNorIsEmpty() {
        assertThat(new WebhookSecret("s3cret")).hasToString("***");
        assertThatThrownBy(() -> new WebhookSecret("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBodyIsTheFrameWithAVersionBeforeAndAPositionBehind() {
        assertThat(WebhookBody.of(
                        "{\"type\":\"message\",\"parts\":[{\"type\":\"json\",\"content\":{}}]}",
                        1_830_000_000_000_000L))
                .isEqualTo(
                        "{\"webhook_version\":\"1\",\"type\":\"message\",\"parts\":[{\"type\":\"json\",\"content\":{}}],"
                                + "\"position\":1830000000000000}");
    }
}
