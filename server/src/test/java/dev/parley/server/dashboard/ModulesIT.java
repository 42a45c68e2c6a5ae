package dev.parley.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.parley.server.testing.TestHub;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The modules without a face, in a browser: {@code cases/*.js} say what they should give. */
class ModulesIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private static final String RUN = """
        async (file) => {
          const { default: cases } = await import(file);
          return cases.map((each) => each.map((value) => JSON.stringify(value) ?? 'undefined'));
        }
        """;

    @TestFactory
    Stream<DynamicTest> modulesGiveWhatTheyShould() {
        return Stream.of("mentions", "links", "messages", "timeline", "thread").flatMap(ModulesIT::cases);
    }

    private static Stream<DynamicTest> cases(String name) {
        Visit visit = VISITORS.anybody();
        visit.page().route("**/cases/*.js", route -> route.fulfill(ThreadPage.module("cases/" + name + ".js")));
        visit.open("/");
        List<?> cases = (List<?>) visit.page().evaluate(RUN, "./cases/" + name + ".js");
        assertThat(cases).isNotEmpty();
        return cases.stream().map(List.class::cast).map(each -> test(name, each));
    }

    private static DynamicTest test(String module, List<?> given) {
        return dynamicTest(
                module + ": " + given.get(0), () -> assertThat(given.get(1)).isEqualTo(given.get(2)));
    }
}
