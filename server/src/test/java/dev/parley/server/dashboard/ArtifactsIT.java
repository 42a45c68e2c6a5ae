package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a thread has brought forth, in all its versions. */
class ArtifactsIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final Talkers talk = Talkers.in(HUB);

    @Test
    void versionsAreShownAndCompared() {
        talk.addArtifact("artifact_key", "plan", "title", "The plan", "type", "text", "content", "one\ntwo\nthree\n");
        talk.updateArtifact("plan", "one\ntwo and a half\nthree\nfour\n");
        for (ThreadPage page : new ThreadPage[] {talk.asAda(VISITORS.anybody()), talk.asAdmin(VISITORS.anybody())}) {
            Locator panel = page.panel("Artifacts");
            panel.getByText("The plan").click();
            assertThat(panel.locator(".artifact-text")).containsText("two and a half");
            page.visit().button("Earlier versions").click();
            panel.getByLabel("Compare with").selectOption("1");

            assertThat(panel.locator("[data-kind=removed] .diff-text")).hasText("two");
            assertThat(panel.locator("[data-kind=added] .diff-text")).hasText(new String[] {"two and a half", "four"});
            page.visit().screenshot("artifact-diff");
            assertThat(page.visit().barriers()).isEmpty();
            panel.getByLabel("Show").selectOption("1");
            assertThat(panel.locator(".artifact-text")).hasText("one\ntwo\nthree\n");
        }
    }

    @Test
    void newOnesComeWhileOneLooks() {
        ThreadPage page = talk.asAda(VISITORS.anybody());
        Locator panel = page.panel("Artifacts");
        assertThat(panel).containsText("No artifacts yet");
        talk.addArtifact("artifact_key", "data", "type", "json", "content", "{\"b\":[1,2]}");
        panel.getByText("data").click();
        assertThat(panel.locator(".code")).containsText("\"b\": [");

        talk.updateArtifact("data", "no json");
        assertThat(panel).containsText("Version 2");
        assertThat(panel).containsText("This was meant to be JSON");
    }

    @Test
    void everyTypeIsShownAsWhatItIs() {
        talk.addArtifact("artifact_key", "md", "type", "markdown", "content", "# Title\n<b>raw</b>");
        talk.addArtifact("artifact_key", "code", "type", "code", "language", "java", "content", "class A {}");
        talk.addArtifact("artifact_key", "link", "type", "link", "url", "https://example.org/");
        talk.addArtifact("artifact_key", "evil", "type", "link", "title", "here", "url", "javascript:alert(1)");
        ThreadPage page = talk.asAda(VISITORS.anybody());
        Locator panel = page.panel("Artifacts");
        panel.locator("summary").all().forEach(Locator::click);

        assertThat(panel.locator("[data-key=md] h3")).hasText("Title");
        assertThat(panel.locator("[data-key=md]")).containsText("<b>raw</b>");
        assertThat(panel.locator("[data-key=code] .hljs-keyword")).hasText("class");
        assertThat(panel.locator("[data-key=link] a")).hasAttribute("href", "https://example.org/");
        assertThat(panel.locator("[data-key=evil] a")).hasCount(0);
    }
}
