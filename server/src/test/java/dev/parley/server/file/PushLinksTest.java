package dev.parley.server.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.event.Frames;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The URLs of files in what is pushed, with a public URL and without. */
class PushLinksTest {

    private static final String PUBLIC = "https://hub.example/connect";

    @Nested
    class WithAPublicUrl {

        @RegisterExtension
        static final TestHub HUB = TestHub.onH2().with("HUB_PUBLIC_URL", PUBLIC + "/");

        private TestOrg org;
        private TestBot alice;
        private TestBot bob;
        private FileClient files;
        private String url;

        @BeforeEach
        void upload() {
            org = HUB.org();
            alice = org.bot("alice");
            bob = org.bot("bob");
            files = new FileClient(alice);
            url = files.url("a.txt", "text/plain", "shared".getBytes(UTF_8));
        }

        private JsonNode pushed(List<?> parts) {
            try (HubSocket socket = bob.connect()) {
                alice.http().post("/api/send", Map.of("to", "bob", "parts", parts));
                return socket.next("message").path("message").path("parts");
            }
        }

        private String signed() {
            String link = pushed(List.of(Map.of("type", "image", "url", url)))
                    .path(0)
                    .path("url")
                    .asString();
            assertThat(link).startsWith(PUBLIC + url + "?exp=");
            return link.substring(PUBLIC.length());
        }

        @Test
        void aLinkOpensItsFileWithoutCredentials() {
            HttpResponse<byte[]> response = files.getOpenly(files.at(signed()));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).asString(UTF_8).isEqualTo("shared");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("private, max-age=86400");
            assertThat(files.head(signed()).statusCode()).isEqualTo(200);
        }

        @Test
        void aLinkThatIsNotOursIsRefusedWhateverElseIsShown() {
            String link = signed();
            String other = files.url("b.txt", "text/plain", "other".getBytes(UTF_8));
            for (String wrong : List.of(
                    link.replaceFirst("sig=.", "sig=" + (link.contains("sig=A") ? "B" : "A")),
                    link.replaceFirst("exp=\\d", "exp=9"),
                    link.replaceFirst("exp=\\d+", "exp=1"),
                    link.replaceFirst("exp=\\d+", "exp="),
                    link.replace(url, other),
                    link.replace(url, "/api/files/unknown"),
                    url + "?exp=&sig=")) {
                HttpResponse<byte[]> response = files.get(wrong);
                assertThat(response.statusCode()).as(wrong).isEqualTo(401);
                assertThat(response.body()).asString(UTF_8).contains("AUTH_REQUIRED");
            }
        }

        @Test
        void halfALinkIsNone() {
            URI half = files.at(url + "?exp=99999999999");
            assertThat(files.getOpenly(half).statusCode()).isEqualTo(401);
            assertThat(files.get(url + "?exp=1").statusCode()).isEqualTo(200);
            assertThat(files.get(url + "?sig=x").statusCode()).isEqualTo(200);
        }

        @Test
        void onlyFilesAndImagesOfThisServerAreTouched() {
            JsonNode parts = pushed(List.of(
                    Map.of("type", "link", "url", url),
                    Map.of("type", "image", "url", "https://elsewhere.example/a.png"),
                    Map.of("type", "image", "url", "/static/a.png"),
                    Map.of("type", "file", "name", "a", "mime_type", "b", "url", url + "?x=1#y"),
                    Map.of("type", "json", "content", Map.of("type", "image", "url", "/x", "big", 1e300))));
            assertThat(parts.at("/0/url").asString()).isEqualTo(url);
            assertThat(parts.at("/1/url").asString()).isEqualTo("https://elsewhere.example/a.png");
            assertThat(parts.at("/2/url").asString()).isEqualTo(PUBLIC + "/static/a.png");
            assertThat(parts.at("/3/url").asString()).matches("\\Q" + PUBLIC + url + "?x=1&exp=\\E\\d+&sig=[\\w-]+#y");
            assertThat(parts.at("/4/content/url").asString()).isEqualTo("/x");
        }

        @Test
        void aStrangersFileIsNotOpenedByNamingIt() {
            TestOrg other = HUB.org();
            String secret = new FileClient(other.bot("owner")).url("s.txt", "text/plain", "secret".getBytes(UTF_8));
            String link = pushed(List.of(Map.of("type", "image", "url", secret)))
                    .path(0)
                    .path("url")
                    .asString()
                    .substring(PUBLIC.length());
            assertThat(files.getOpenly(files.at(link)).statusCode()).isEqualTo(401);
        }

        @Test
        void whoeverPollsIsToldWhatOthersArePushed() {
            alice.http().post("/api/send", Map.of("to", "bob", "parts", List.of(Map.of("type", "image", "url", url))));
            JsonNode message = bob.http()
                    .get("/api/events?since=0")
                    .json()
                    .path("events")
                    .valueStream()
                    .filter(event -> event.has("message"))
                    .findFirst()
                    .orElseThrow();
            assertThat(message.at("/message/parts/0/url").asString()).startsWith(PUBLIC + url + "?exp=");
        }

        @Test
        void threadMessagesAreTreatedAlikeAndRestStaysRelative() {
            String thread = alice.openThread("files", bob);
            try (HubSocket socket = bob.connect()) {
                alice.http()
                        .post(
                                "/api/threads/" + thread + "/messages",
                                Map.of("parts", List.of(Map.of("type", "image", "url", url))));
                assertThat(socket.next("thread_message")
                                .at("/message/parts/0/url")
                                .asString())
                        .startsWith(PUBLIC + url + "?exp=");
            }
            assertThat(bob.http().get("/api/threads/" + thread + "/messages").body())
                    .contains("\"url\":\"" + url + "\"");
        }
    }

    @Test
    void aMessageWithoutRoomForLongerUrlsGoesAsItIs() {
        PushLinks links = new PushLinks(PUBLIC, ShareLinks.of(Optional.empty(), Clock.systemUTC()));
        IntFunction<String> frame = length -> {
            String part = Json.write(Map.of("type", "image", "url", "/" + "x".repeat(length)));
            return "{\"type\":\"message\",\"message\":{\"parts\":[" + part + "]}}";
        };
        assertThat(links.render(OrgId.next(), "message", frame.apply(1_000))).contains(PUBLIC + "/xxx");
        String full = frame.apply(Frames.MAX_BYTES - 80);
        assertThat(links.render(OrgId.next(), "message", full)).isSameAs(full);
    }

    @Nested
    class WithoutOne {

        @RegisterExtension
        static final TestHub HUB = TestHub.onH2();

        @Test
        void urlsStayAsTheyWereSent() {
            TestOrg org = HUB.org();
            TestBot alice = org.bot("alice");
            TestBot bob = org.bot("bob");
            try (HubSocket socket = bob.connect()) {
                alice.http()
                        .post(
                                "/api/send",
                                Map.of("to", "bob", "parts", List.of(Map.of("type", "image", "url", "/api/files/x"))));
                assertThat(socket.next("message").at("/message/parts/0/url").asString())
                        .isEqualTo("/api/files/x");
            }
        }
    }
}
