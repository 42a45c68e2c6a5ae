package dev.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access.Kind;
import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.http.Route;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nobody gets through a door that is not theirs. The tests are made from the server's own route table: a route that
 * {@link Samples} does not know fails them.
 */
class RouteSecurityTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private static final AtomicInteger NEWCOMERS = new AtomicInteger();

    private static Victim victim;
    private static TestOrg other;
    private static TestBot spy;

    @BeforeAll
    static void populate() {
        victim = Victim.on(HUB);
        other = HUB.org();
        spy = other.adminBot("spy");
    }

    @TestFactory
    Stream<DynamicTest> everyRouteHasTheGuardOfTheContract() {
        return routes(
                route -> true, (route, sample) -> assertThat(route.access()).isEqualTo(sample.access()));
    }

    @TestFactory
    Stream<DynamicTest> withoutCredentialsOnlyOpenRoutesAnswer() {
        return routes(kindIsNot(Kind.OPEN), (route, sample) -> {
            assertRefused(sample.callAs(HUB.client()), 401, "AUTH_REQUIRED");
            assertRefused(
                    sample.callAs(HUB.client().withCookie("hxa_session=" + "0".repeat(64))), 401, "AUTH_REQUIRED");
        });
    }

    @TestFactory
    Stream<DynamicTest> aTokenNobodyHasIsRefused() {
        HubClient stranger = HUB.client().withToken("bot_" + "0".repeat(48));
        return routes(route -> route.access().needsCaller(), (route, sample) -> {
            assertRefused(sample.callAs(stranger), 401, "INVALID_TOKEN");
        });
    }

    @TestFactory
    Stream<DynamicTest> nobodySeesOrChangesWhatBelongsToAnotherOrganisation() {
        List<String> before = victim.state();
        return routes(route -> true, (route, sample) -> {
            assertHarmless(
                    sample,
                    sample.callAs(HUB.org().adminBot("spy").http()),
                    kindIsNot(Kind.SESSION, Kind.SUPER_ADMIN).test(route));
            assertHarmless(
                    sample,
                    sample.callAs(HUB.org().admin()),
                    kindIsNot(Kind.BOT, Kind.SUPER_ADMIN).test(route));
            assertThat(victim.state()).isEqualTo(before);
        });
    }

    /** @param passes whether the guard lets the caller through to the victim's ids */
    private static void assertHarmless(Sample sample, Answer answer, boolean passes) {
        assertThat(victim.secrets())
                .filteredOn(secret -> !sample.mentions(secret))
                .noneMatch(answer.toString()::contains);
        if (passes && sample.stranger() == Sample.OWN) {
            assertThat(answer.status()).as("%s", answer).isIn(200, 301, 302, 400);
        } else if (passes) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(sample.stranger());
        }
    }

    @TestFactory
    Stream<DynamicTest> aTokenIsForItsOwnOrganisationOnly() {
        HubClient confused = victim.member().http().with("X-Org-Id", other.id());
        return routes(route -> route.access().needsCaller(), (route, sample) -> {
            assertRefused(sample.callAs(confused), 403, "ORG_MISMATCH");
        });
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAsksForItsScope() {
        return routes(route -> !route.access().scopes().isEmpty(), (route, sample) -> {
            for (Scope scope : Scope.values()) {
                TestBot bot = other.bot(newName());
                Answer answer = sample.callAs(HUB.client().withToken(HUB.scopedToken(bot, scope)));
                if (sample.access().scopes().contains(scope)) {
                    assertThat(answer.code()).as("with %s", scope).isNotEqualTo("INSUFFICIENT_SCOPE");
                } else {
                    assertRefused(answer, 403, "INSUFFICIENT_SCOPE");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAsksForTheRightKindOfCaller() {
        TestBot member = other.bot("member");
        return routes(route -> true, (route, sample) -> {
            switch (route.access().kind()) {
                case SUPER_ADMIN -> {
                    assertRefused(sample.callAs(member.http()), 401, "AUTH_REQUIRED");
                    assertRefused(sample.callAs(spy.http()), 401, "AUTH_REQUIRED");
                    assertRefused(sample.callAs(other.admin()), 401, "AUTH_REQUIRED");
                    assertRefused(sample.callAs(HUB.client().withToken(TestHub.ADMIN_SECRET)), 401, "AUTH_REQUIRED");
                }
                case ORG_ADMIN -> assertRefused(sample.callAs(member.http()), 403, "FORBIDDEN");
                case BOT -> {
                    assertRefused(sample.callAs(other.admin()), 403, "FORBIDDEN");
                    assertRefused(sample.callAs(HUB.operator()), 403, "FORBIDDEN");
                }
                case ORG_OR_BOT -> assertRefused(sample.callAs(HUB.operator()), 403, "FORBIDDEN");
                case SESSION -> assertRefused(sample.callAs(member.http()), 401, "AUTH_REQUIRED");
                case OPEN, AUTHENTICATED -> {}
            }
        });
    }

    @Test
    void samplesAreOfRoutesThatExist() {
        List<String> routes =
                HUB.hub().router().routes().stream().map(Route::toString).toList();
        assertThat(new Samples(victim).all().map(Sample::route))
                .isSubsetOf(routes)
                .doesNotHaveDuplicates();
    }

    /** For a bot of one call, which may be its last: there is a route to leave by. */
    private static String newName() {
        return "newcomer" + NEWCOMERS.incrementAndGet();
    }

    private static Predicate<Route> kindIsNot(Kind... kinds) {
        return route -> !List.of(kinds).contains(route.access().kind());
    }

    private static Stream<DynamicTest> routes(Predicate<Route> which, BiConsumer<Route, Sample> check) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Route route : HUB.hub().router().routes()) {
            if (which.test(route)) {
                tests.add(dynamicTest(route.toString(), () -> check.accept(route, sampleOf(route))));
            }
        }
        return tests.stream();
    }

    private static Sample sampleOf(Route route) {
        return new Samples(victim)
                .all()
                .filter(sample -> sample.isOf(route))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Samples has no line for " + route
                        + ": add one with the contract's guard, the victim's ids to call it with, and the status"
                        + " that somebody of another organisation gets"));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }
}
