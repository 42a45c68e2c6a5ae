package dev.parley.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.channel.BotPair;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.channel.SqlChannelRepository;
import dev.parley.persistence.channel.StoredChannel;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.StoredMessage;
import dev.parley.persistence.org.SqlOrgRepository;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.token.SqlTokenRepository;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.channel.Channel;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.LastSeen;
import dev.parley.server.bot.Bots;
import dev.parley.server.presence.Presence;
import dev.parley.server.search.Search;
import dev.parley.server.search.Unindexed;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.thread.ThreadReading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a workspace must show, and may cost, on every database. */
interface WorkspaceContract {

    Database database();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30})
    default void isFourQueriesHoweverMuchThereIs(int channels) {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        for (int i = 0; i < channels; i++) {
            say(org, open(org, ada, org.bot("bot" + i), 1_000 + i), ada, 5_000 + i, "hi");
        }
        RecordingDatabase counted = new RecordingDatabase(database());

        Workspace workspace = workspace(counted, org, ada, 100);

        assertThat(workspace.dms().items()).hasSize(channels);
        assertThat(counted.take()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    default void aPreviewIsCutWhereNoCharacterIsSplit() {
        assertThat(preview("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(preview("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
        assertThat(preview("x".repeat(199) + "🙂")).as("201 code units").isEqualTo("x".repeat(199) + "…");
        assertThat(preview("🙂".repeat(100))).isEqualTo("🙂".repeat(100));
        assertThat(preview("🙂".repeat(300))).isEqualTo("🙂".repeat(100) + "…");
    }

    private String preview(String content) {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        say(org, open(org, ada, org.bot("bob"), 1_000), ada, 2_000, content);
        return workspace(database(), org, ada, 1)
                .dms()
                .items()
                .get(0)
                .lastMessagePreview()
                .content();
    }

    private static Workspace workspace(Database database, TestOrg org, BotSummary bot, int limit) {
        Presence nobody = (any, one) -> false;
        SqlBotRepository rows = new SqlBotRepository();
        SqlTokenRepository tokens = new SqlTokenRepository();
        Identities identities = new Identities(database, tokens, rows, new SqlOrgRepository(), Ticker.systemTicker());
        WorkspaceService service = new WorkspaceService(
                database,
                new Bots(database, rows, identities, nobody, new LastSeen(database, rows, tokens, identities)),
                new SqlChannelRepository(),
                new ThreadReading(
                        database,
                        new SqlThreadRepository(),
                        new SqlMemberRepository(),
                        Search.over(database, new Unindexed(), new SimpleMeterRegistry(), Clock.systemUTC())
                                .topics(),
                        nobody),
                nobody);
        return service.workspace(
                        FeatureHub.caller(org, bot),
                        new WorkspaceService.Stretch(DirectCursor.START, limit, ThreadCursor.START, limit))
                .block();
    }

    private static Channel open(TestOrg org, BotSummary one, BotSummary other, long millis) {
        Channel channel = Channel.direct(ChannelId.next(), org.id(), millis);
        long position = Position.first(millis);
        org.insert(
                ChannelRepository.INTO,
                ChannelRepository.row(new StoredChannel(channel, BotPair.of(one.id(), other.id()))));
        for (BotSummary bot : new BotSummary[] {one, other}) {
            org.insert(
                    MemberRepository.INTO,
                    MemberRepository.joined(org.id(), channel.id().value(), bot.id(), position, null));
        }
        return channel;
    }

    private static void say(TestOrg org, Channel channel, BotSummary sender, long millis, String content) {
        StoredMessage message = StoredMessage.direct(
                channel.id(), Position.first(millis), sender.id(), sender.name(), content, "text", null);
        org.insert(MessageRepository.INTO, message.row(org.id()));
    }
}
