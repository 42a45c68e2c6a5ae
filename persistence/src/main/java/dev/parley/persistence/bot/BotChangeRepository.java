package dev.parley.persistence.bot;

import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import reactor.core.publisher.Mono;

/**
 * What becomes of a bot after its registration. Every method is one or a few statements, whatever the bot has done, and
 * changes nothing when the organisation has no such bot.
 */
public interface BotChangeRepository {

    /** Stores all that the bot tells of itself; nothing else of it. */
    Mono<Void> updateProfile(Queries queries, Bot bot);

    /** Frees its name for others. Fails as an insert does when another bot has the new one. */
    Mono<Void> rename(Queries queries, OrgId org, BotId bot, String name);

    Mono<Void> changeRole(Queries queries, OrgId org, BotId bot, AuthRole role);

    /** Empty when there is no such bot. */
    Mono<JoinDecision> findJoinDecision(Queries queries, OrgId org, BotId bot);

    Mono<Void> changeJoinStatus(Queries queries, OrgId org, BotId bot, JoinDecision decision);

    /**
     * Removes a bot with its tokens, its stays in channels and threads, its requests to join and what is known of its
     * webhook, and keeps its name from being taken. What it wrote stays, without an author to be found.
     *
     * @param nowMillis when the name's tombstone is dated
     */
    Mono<Void> delete(Queries queries, OrgId org, BotRemoval bot, long nowMillis);

    /** A bot that goes, and the name it leaves. */
    record BotRemoval(BotId id, String name) {}
}
