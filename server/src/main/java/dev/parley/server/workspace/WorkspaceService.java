package dev.parley.server.workspace;

import dev.parley.persistence.Queries;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.channel.Conversation;
import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.thread.ThreadFilter;
import dev.parley.protocol.Page;
import dev.parley.server.auth.Caller;
import dev.parley.server.bot.Bots;
import dev.parley.server.presence.Presence;
import dev.parley.server.thread.ThreadReading;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Gathers what a bot has before it, with a handful of queries however much that is. */
public final class WorkspaceService {

    private final Queries database;
    private final Bots bots;
    private final ChannelRepository channels;
    private final ThreadReading threads;
    private final Presence presence;

    public WorkspaceService(
            Queries database, Bots bots, ChannelRepository channels, ThreadReading threads, Presence presence) {
        this.database = database;
        this.bots = bots;
        this.channels = channels;
        this.threads = threads;
        this.presence = presence;
    }

    /** A stretch of each list: where the one before ended, and how many are wanted. */
    record Stretch(DirectCursor directs, int maxDirects, ThreadCursor threads, int maxThreads) {}

    /** Fails with {@code NOT_FOUND} when the bot was deleted meanwhile. */
    Mono<Workspace> workspace(Caller.Bot caller, Stretch wanted) {
        return Mono.zip(bots.self(caller), directs(caller, wanted), threads.own(caller, filter(wanted)))
                .map(found -> new Workspace(found.getT1(), found.getT2(), found.getT3()));
    }

    private static ThreadFilter filter(Stretch wanted) {
        return new ThreadFilter(Optional.empty(), "", wanted.threads(), wanted.maxThreads());
    }

    private Mono<Page<DirectView>> directs(Caller.Bot caller, Stretch wanted) {
        int limit = wanted.maxDirects();
        return channels.listConversations(
                        database, caller.org(), caller.bot(), wanted.directs().position(), limit + 1)
                .map(found -> page(found, limit));
    }

    private Page<DirectView> page(List<Conversation> found, int limit) {
        Page<Conversation> page =
                Page.of(found, limit, last -> DirectCursor.of(last).opaque());
        return page.withItems(page.items().stream()
                .map(conversation -> DirectView.of(conversation, presence))
                .toList());
    }
}
