package dev.parley.persistence.catchup;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.catchup.CatchUpType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What happens to {@code me} and {@code other} in one organisation, written as the journal's lanes write it. Positions are
 * chosen by the test; a topic is a thread or a channel by what is told of it.
 */
record Story(Database database, TestOrg org, BotId me, BotId other) {

    static final Insert JOURNAL = Insert.into(
            "journal",
            "org_id",
            "position",
            "type",
            "topic",
            "topic_id",
            "actor_id",
            "frame",
            "catchup_type",
            "catchup_facts");

    private static final CatchUpRepository CATCH_UP = new SqlCatchUpRepository();
    private static final MemberRepository MEMBERS = new SqlMemberRepository();

    static Story in(Database database) {
        TestOrg org = TestOrg.in(database);
        BotSummary me = org.bot("me");
        return new Story(database, org, me.id(), org.bot("other").id());
    }

    /** A topic with both in it from position 1 on. */
    UUID topic() {
        UUID topic = UUID.randomUUID();
        join(topic, me, 1);
        join(topic, other, 1);
        return topic;
    }

    void join(UUID topic, BotId bot, long position) {
        org.insert(MemberRepository.INTO, MemberRepository.joined(org.id(), topic, bot, position, null));
    }

    void leave(UUID topic, BotId bot, long position) {
        MEMBERS.leave(database, org.id(), topic, bot, position).block();
    }

    void entry(UUID topic, long position, BotId actor, CatchUpType type, String facts) {
        org.insert(JOURNAL, row(topic, position, actor, type, facts));
    }

    /** A row for {@link #JOURNAL}; {@code actor}, {@code type} and {@code facts} may be null. */
    Object[] row(UUID topic, long position, BotId actor, CatchUpType type, String facts) {
        UUID by = actor == null ? null : actor.value();
        String name = type == null ? null : type.wireName();
        return new Object[] {org.id().value(), position, "thread_message", "thread", topic, by, "{}", name, facts};
    }

    /** A message in a thread. */
    void message(UUID topic, long position, BotId sender) {
        entry(topic, position, sender, CatchUpType.THREAD_MESSAGE_SUMMARY, null);
    }

    List<MissedEvent> missed(long since) {
        return missed(since, since, 100);
    }

    List<MissedEvent> missed(long since, long after, int limit) {
        return missed(database, since, after, limit);
    }

    List<MissedEvent> missed(Queries queries, long since, long after, int limit) {
        return CATCH_UP.list(queries, org.id(), me, since, after, limit).block();
    }

    Map<CatchUpType, Long> counted(long since) {
        return counted(database, since);
    }

    Map<CatchUpType, Long> counted(Queries queries, long since) {
        return CATCH_UP.count(queries, org.id(), me, since).block();
    }
}
