package dev.parley.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourcesTest {

    private static final Pattern IMPORT = Pattern.compile("from '([^']+)'");
    private static final Pattern TRANSLATED = Pattern.compile("\\bt\\('([^']+)'");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern ENTRY = Pattern.compile("^ {2}'", Pattern.MULTILINE);

    @Test
    void everyTextIsThereInBothLanguages() {
        assertThat(named("zh")).hasSizeGreaterThan(100).containsExactlyElementsOf(named("en"));
    }

    private static Set<String> named(String language) {
        return Sources.texts(language).keySet().stream()
                .map(SourcesTest::withoutForm)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Chinese has one form for all numbers. */
    private static String withoutForm(String key) {
        return key.replaceFirst("\\.(one|other)$", "");
    }

    @Test
    void everyTextIsOneLineOfItsFile() {
        for (String language : List.of("en", "zh")) {
            long entries = Sources.modules().entrySet().stream()
                    .filter(module -> module.getKey().startsWith("app/i18n/" + language))
                    .flatMap(module -> ENTRY.matcher(module.getValue()).results())
                    .count();
            assertThat(Sources.texts(language)).hasSize((int) entries);
        }
    }

    /** But for what is said of one: English may do that without its number. */
    @Test
    void bothLanguagesFillInTheSame() {
        Map<String, String> chinese = Sources.texts("zh");
        Map<String, String> english = Sources.texts("en");
        english.keySet().removeIf(key -> key.endsWith(".one"));
        english.forEach(
                (key, text) -> assertThat(placeholders(chinese.getOrDefault(key, chinese.get(withoutForm(key)))))
                        .as(key)
                        .isEqualTo(placeholders(text)));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void nothingIsSaidThatHasNoText() {
        Set<String> known = Sources.texts("en").keySet();
        Sources.modules().forEach((path, source) -> assertThat(named(TRANSLATED, source))
                .as(path)
                .filteredOn(key -> !known.contains(key) && !known.contains(key + ".other"))
                .isEmpty());
    }

    @Test
    void whateverIsImportedIsThere() {
        Set<String> libraries = Set.of("preact", "preact/hooks", "htm", "marked", "highlight.js");
        Set<String> modules = Sources.modules().keySet();
        Sources.modules().forEach((path, source) -> assertThat(named(IMPORT, source))
                .as(path)
                .filteredOn(name -> !modules.contains(name) && !libraries.contains(name))
                .isEmpty());
    }

    private static List<String> named(Pattern pattern, String source) {
        return pattern.matcher(source).results().map(match -> match.group(1)).toList();
    }
}
