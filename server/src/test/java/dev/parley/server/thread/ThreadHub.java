package dev.parley.server.thread;

import dev.parley.persistence.Insert;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.channel.SqlChannelRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.message.SqlMessageRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.limit.RateLimits;
import dev.parley.server.testing.Client;
import dev.parley.server.testing.ClientSocket;
import dev.parley.server.testing.FeatureHub;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A hub with all there is about threads; register it in a static field. */
final class ThreadHub implements BeforeAllCallback, AfterAllCallback {

    static final int MAX_MESSAGE_LENGTH = 1000;

    private FeatureHub hub;

    @Override
    public void beforeAll(ExtensionContext context) {
        hub = FeatureHub.open(ThreadHub::features);
    }

    private static List<Object> features(FeatureHub hub) {
        SqlThreadRepository threadRows = new SqlThreadRepository();
        SqlMemberRepository members = new SqlMemberRepository();
        SqlMessageRepository messageRows = new SqlMessageRepository();
        LaneThreads threads = new LaneThreads(threadRows, members);
        LaneBots bots = new LaneBots(new SqlBotRepository());
        ThreadPermissions permissions = new ThreadPermissions((queries, org) -> queries.one(
                "SELECT default_thread_permission_policy AS policy FROM org_settings WHERE org_id = $1",
                row -> row.string("policy"),
                org.value()));
        RateLimits limits = hub.rateLimits();
        ThreadReading reading = new ThreadReading(hub.database(), threadRows, members, hub.fanout());
        ThreadCreation creation =
                new ThreadCreation(hub.journal(), limits, threads, bots, new SqlChannelRepository());
        ThreadMessages messages =
                new ThreadMessages(hub.journal(), limits, threads, permissions, messageRows, MAX_MESSAGE_LENGTH);
        return List.of(
                new ThreadRoutes(creation, reading),
                new ThreadMessageRoutes(messages, new ThreadHistory(hub.database(), reading, messageRows)));
    }

    FeatureHub hub() {
        return hub;
    }

    /** An organisation for one test. */
    Scene scene() {
        return new Scene(hub, hub.org());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        hub.close();
    }

    /** Three bots of one organisation, and how they speak. */
    static final class Scene {

        final FeatureHub hub;
        final TestOrg org;
        final BotSummary ada;
        final BotSummary bob;
        final BotSummary eve;

        Scene(FeatureHub hub, TestOrg org) {
            this.hub = hub;
            this.org = org;
            ada = org.bot("ada");
            bob = org.bot("bob");
            eve = org.bot("Eve");
        }

        Client as(BotSummary bot) {
            return hub.as(org, bot);
        }

        ClientSocket connect(BotSummary bot) {
            return hub.connect(org, bot);
        }

        /** Ada begins a thread; returns its path. */
        String thread(String json) {
            return "/api/threads/" + as(ada).post("/api/threads", json).text("id");
        }

        /** Ada begins a thread with Bob; returns its path. */
        String threadWithBob() {
            return thread("{'topic':'plan','participants':['bob']}");
        }

        /** Gives the organisation a default permission policy. */
        void settings(String policy) {
            org.insert(
                    Insert.into(
                            "org_settings",
                            "org_id",
                            "messages_per_minute_per_bot",
                            "threads_per_hour_per_bot",
                            "file_upload_mb_per_day_per_bot",
                            "default_thread_permission_policy",
                            "join_approval_required",
                            "updated_at"),
                    org.id().value(),
                    1,
                    1,
                    1,
                    policy,
                    false,
                    0L);
        }

        /** The audit log's actions about the target, oldest first, each with its detail if it has one. */
        List<String> audit(String target) {
            return hub.database()
                    .list(
                            """
                            SELECT action, detail FROM audit_log WHERE org_id = $1 AND target_id = $2
                             ORDER BY org_id, id LIMIT 100
                            """,
                            row -> row.string("action")
                                    + (row.string("detail") == null ? "" : " " + row.string("detail")),
                            org.id().value(),
                            target)
                    .block();
        }
    }
}
