package dev.parley.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {

    private static final Map<String, Mention> PARTICIPANTS = Stream.concat(
                    Stream.of("Bob", "alice", "bob-x", "B_2"),
                    IntStream.rangeClosed(1, 25).mapToObj(i -> "n" + i))
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), MentionsTest::mention));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @Bob look         | Bob
            @bob look         | Bob
            hi @BOB           | Bob
            @bob.             | Bob
            (@bob)            | Bob
            @bob-x            | bob-x
            @b_2!             | B_2
            @@bob             | Bob
            看@bob的          | Bob
            请@alice和@bob看  | alice Bob
            @bob @alice @BoB  | Bob alice
            é@bob             | Bob
            user@bob.com      | ''
            x-@bob            | ''
            x_@bob            | ''
            9@bob             | ''
            @bob@alice        | Bob
            @carol @bobby     | ''
            @                 | ''
            @ bob             | ''
            '@bob- '          | ''
            """)
    void aNameAfterAnAtSignCallsTheParticipantOfThatName(String content, String names) {
        Mentions mentions = in(content);
        assertThat(mentions.bots().stream().map(Mention::name).collect(Collectors.joining(" ")))
                .isEqualTo(names);
        assertThat(mentions.all()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@all",
                "@ALL!",
                "hi @All.",
                "看@all吧",
                "@@all",
                "@所有人",
                "@所有人 看",
                "请@所有人。",
                "@所有人,",
                "@所有人\u3000x",
                "@所有人\u00a0x",
                "@所有人\n",
                "@所有人”",
                "@@所有人",
                "@所有人@bob",
                "@所有人x @所有人"
            })
    void everyoneIsCalledByAllOrItsChineseName(String content) {
        assertThat(in(content).all()).isTrue();
        assertThat(in(content).bots()).noneMatch(mention -> mention.name().equalsIgnoreCase("all"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "all", "@allx", "@all-x", "a@all", "@所有人abc", "@所有人们", "@所有人+", "@所有", "x@所有人", "所有人", "@ 所有人"
            })
    void everyoneIsNotCalledByAnythingElse(String content) {
        assertThat(in(content).all()).isFalse();
    }

    @Test
    void readingStopsAfterTwentyNames() {
        String twentyOne = IntStream.rangeClosed(1, 21).mapToObj(i -> "@n" + i).collect(Collectors.joining(" "));
        assertThat(in(twentyOne).bots()).hasSize(20).doesNotContain(mention("n21"));
        assertThat(in(twentyOne + " @all").all()).isFalse();
        assertThat(in("@all " + twentyOne).all()).isTrue();
        assertThat(in("@n1 ".repeat(40) + "@all").all()).isTrue();
    }

    @Test
    void randomTextIsReadAsTheRuleInOneExpressionReadsIt() {
        String[] pieces = {
            "@", "@", "bob", "ALICE", "all", "所有人", " ", ".", "-", "_", "x", "n1", "n2", "。", "的", "😀", "\n", "é", "+"
        };
        Random random = new Random(20261101);
        for (int round = 0; round < 20_000; round++) {
            String content = random.ints(random.nextInt(16), 0, pieces.length)
                    .mapToObj(i -> pieces[i])
                    .collect(Collectors.joining());
            assertThat(in(content)).as(content).isEqualTo(byExpression(content));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "@a", "@bob ", "@所有人x", "@所有人", "@zz ", "a@", "@all "})
    void hostileTextTakesLinearTime(String piece) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> in(piece.repeat(500_000)));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> in("@" + "a".repeat(1_000_000)));
    }

    @Test
    void aNameLongerThanAnyIsNotLookedUp() {
        List<String> asked = new ArrayList<>();
        Function<String, Optional<Mention>> nobody = name -> {
            asked.add(name);
            return Optional.empty();
        };
        Mentions.in("@" + "a".repeat(129) + " @" + "B".repeat(128), nobody);
        assertThat(asked).containsExactly("b".repeat(128));
    }

    private static Mentions byExpression(String content) {
        Matcher matcher = Pattern.compile(
                        "(?<![A-Za-z0-9_-])@(?:([A-Za-z0-9_-]+)|所有人(?=\\z|\\s|\\p{P}))",
                        Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(content);
        Set<Mention> bots = new LinkedHashSet<>();
        boolean all = false;
        while (matcher.find()) {
            String name = matcher.group(1) == null ? "all" : matcher.group(1).toLowerCase(Locale.ROOT);
            all |= name.equals("all");
            Optional.ofNullable(PARTICIPANTS.get(name)).ifPresent(bots::add);
        }
        return new Mentions(List.copyOf(bots), all);
    }

    private static Mentions in(String content) {
        return Mentions.in(content, name -> Optional.ofNullable(PARTICIPANTS.get(name)));
    }

    private static Mention mention(String name) {
        return new Mention(new BotId(Samples.uuid(name.hashCode())), name);
    }
}
