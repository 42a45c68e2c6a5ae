package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Frames sent without waiting for their acks are handled in order, and none is lost. */
class PipeliningTest {

    private static final int FRAMES = 1_000;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void aThousandFramesAtOnceGiveAThousandAcksInOrder() {
        TestOrg org = HUB.org().unlimited();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket receiver = bob.connect();
                HubSocket sender = alice.connect()) {
            for (int ref = 1; ref <= FRAMES; ref++) {
                sender.send(Fields.of("type", "send_dm", "ref", ref, "to", "bob", "content", "message " + ref));
            }

            List<Integer> acks = new ArrayList<>();
            List<String> echoes = new ArrayList<>();
            while (acks.size() < FRAMES) {
                JsonNode frame = sender.next();
                if ("message".equals(frame.path("type").asString())) {
                    echoes.add(frame.at("/message/id").asString());
                } else if ("ack".equals(frame.path("type").asString())) {
                    acks.add(frame.path("ref").asInt());
                    assertThat(frame.at("/result/message_id").asString()).isEqualTo(echoes.get(acks.size() - 1));
                } else {
                    assertThat(frame.path("type").asString()).isEqualTo("channel_created");
                }
            }
            assertThat(acks).isEqualTo(IntStream.rangeClosed(1, FRAMES).boxed().toList());
            assertThat(IntStream.range(0, FRAMES).mapToObj(i -> receiver.next("message")
                            .at("/message/content")
                            .asString()))
                    .containsExactlyElementsOf(contents());
        }
    }

    @Test
    void refusalsKeepTheirPlaceAmongTheAcks() {
        TestOrg org = HUB.org().unlimited();
        org.bot("bob");
        try (HubSocket sender = org.bot("alice").connect()) {
            for (int ref = 1; ref <= 100; ref++) {
                String to = ref % 3 == 0 ? "nobody" : "bob";
                sender.send(Fields.of("type", "send_dm", "ref", ref, "to", to, "content", "hi"));
            }
            for (int ref = 1; ref <= 100; ref++) {
                JsonNode answer = nextAnswer(sender);
                assertThat(answer.path("ref").asInt()).isEqualTo(ref);
                assertThat(answer.path("type").asString()).isEqualTo(ref % 3 == 0 ? "error" : "ack");
            }
        }
    }

    @Test
    void whatWasSentBeforeAGoodbyeIsStillDone() {
        TestOrg org = HUB.org().unlimited();
        TestBot bob = org.bot("bob");
        try (HubSocket receiver = bob.connect()) {
            try (HubSocket sender = org.bot("alice").connect()) {
                for (int i = 1; i <= 50; i++) {
                    sender.send(Fields.of("type", "send_dm", "to", "bob", "content", "message " + i));
                }
            }
            for (int i = 1; i <= 50; i++) {
                assertThat(receiver.next("message").at("/message/content").asString())
                        .isEqualTo("message " + i);
            }
        }
    }

    private static List<String> contents() {
        return IntStream.rangeClosed(1, FRAMES).mapToObj(i -> "message " + i).toList();
    }

    private static JsonNode nextAnswer(HubSocket socket) {
        JsonNode frame = socket.next();
        while (!frame.has("ref")) {
            frame = socket.next();
        }
        return frame;
    }
}
