package dev.parley.persistence.member;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Who belongs to which channel or thread, and belonged when: one row for each stay, never deleted while the journal may
 * still be replayed to it. A live member is one who has not left and whose bot still exists.
 */
public interface MemberRepository {

    /** Begins a stay; for {@link #joined}. */
    Insert INTO = Insert.into("members", "org_id", "topic_id", "bot_id", "joined_position", "label");

    /** A stay that is over as it begins; for {@link #passedBy}. */
    Insert PASSED_BY = Insert.into("members", "org_id", "topic_id", "bot_id", "joined_position", "left_position");

    /** Live members of one topic that are read at most. */
    int MAX_MEMBERS = 10_000;

    /**
     * The row by which a bot comes in.
     *
     * @param position of the entry by which it does
     * @param label its role in a thread, or null
     */
    static Object[] joined(OrgId org, UUID topic, BotId bot, long position, String label) {
        return new Object[] {org.value(), topic, bot.value(), position, label};
    }

    /** The row of a bot that belongs to the topic for one entry alone, so that it hears of that entry. */
    static Object[] passedBy(OrgId org, UUID topic, BotId bot, long position) {
        return new Object[] {org.value(), topic, bot.value(), position, position};
    }

    /** Ends the live stay of a bot at the position of its {@code left} entry; emits false when there is none. */
    Mono<Boolean> leave(Queries queries, OrgId org, UUID topic, BotId bot, long position);

    /** The live members, first come first; those who came together by id. At most {@link #MAX_MEMBERS}. */
    Mono<List<Member>> list(Queries queries, OrgId org, UUID topic);

    /**
     * The live members of several topics, of each the first that came, and how many it has; a topic without any is missing.
     *
     * @param most of each topic
     */
    Mono<Map<UUID, FirstMembers>> listFirst(Queries queries, OrgId org, Collection<UUID> topics, int most);

    /** As {@link #list}, for several topics at once; a topic without live members is missing. */
    Mono<Map<UUID, List<Member>>> listByTopic(Queries queries, OrgId org, Collection<UUID> topics);

    /** How many live members each topic has; a topic without any is missing. */
    Mono<Map<UUID, Integer>> countByTopic(Queries queries, OrgId org, Collection<UUID> topics);

    /** The bot as a live member of the topic, or empty. */
    Mono<Member> find(Queries queries, OrgId org, UUID topic, BotId bot);

    /** Whether the bot is a live member of the topic. */
    default Mono<Boolean> isLive(Queries queries, OrgId org, UUID topic, BotId bot) {
        return find(queries, org, topic, bot).hasElement();
    }

    /** How many live members the topic has. */
    default Mono<Integer> count(Queries queries, OrgId org, UUID topic) {
        return countByTopic(queries, org, List.of(topic)).map(counts -> counts.getOrDefault(topic, 0));
    }
}
