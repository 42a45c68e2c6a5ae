package dev.parley.server.thread;

import dev.parley.persistence.Queries;
import dev.parley.persistence.member.FirstMembers;
import dev.parley.persistence.member.Member;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.thread.ThreadFilter;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.VisibleThread;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Page;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.Participant;
import dev.parley.protocol.thread.ThreadDetail;
import dev.parley.protocol.thread.ThreadListing;
import dev.parley.server.auth.Caller;
import dev.parley.server.presence.Presence;
import dev.parley.server.search.TopicSearch;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** Shows threads: to bots those they may know of, to administrators all. Reads go past the lane. */
public final class ThreadReading {

    /** Participants of a thread in a list that shows them. */
    static final int MAX_SHOWN = 1_000;

    private final Queries queries;
    private final ThreadRepository threads;
    private final MemberRepository members;
    private final TopicSearch topics;
    private final Presence presence;

    public ThreadReading(
            Queries queries,
            ThreadRepository threads,
            MemberRepository members,
            TopicSearch topics,
            Presence presence) {
        this.queries = queries;
        this.threads = threads;
        this.members = members;
        this.topics = topics;
        this.presence = presence;
    }

    /** Completes if the thread lets the bot in; fails as {@link ThreadGate#check} says. */
    public Mono<Void> require(Caller.Bot caller, ThreadId id) {
        return threads.findAccess(queries, caller.org(), id, caller.bot())
                .switchIfEmpty(Mono.error(ThreadGate::notFound))
                .doOnNext(access -> ThreadGate.READ.check(id, access))
                .then();
    }

    /** The thread with everybody in it, first come first. Fails as {@link ThreadGate#check} says. */
    Mono<ThreadDetail> detail(Caller.Bot caller, ThreadId id) {
        return load(caller.org(), id)
                .doOnNext(found -> ThreadGate.READ.check(found.getT1(), isAmong(found.getT2(), caller.bot())))
                .map(found -> ThreadDetail.of(found.getT1(), participants(caller.org(), found.getT2())));
    }

    private Mono<Tuple2<HubThread, List<Member>>> load(OrgId org, ThreadId id) {
        return threads.find(queries, org, id)
                .switchIfEmpty(Mono.error(ThreadGate::notFound))
                .zipWhen(thread -> members.list(queries, org, id.value()));
    }

    /** As {@link #detail(Caller.Bot, ThreadId)}, for an administrator: fails with {@code NOT_FOUND} alone. */
    Mono<ThreadDetail> detail(OrgId org, ThreadId id) {
        return load(org, id).map(found -> ThreadDetail.of(found.getT1(), participants(org, found.getT2())));
    }

    /** Completes if the organisation has the thread; fails with {@code NOT_FOUND}. */
    public Mono<Void> require(OrgId org, ThreadId id) {
        return threads.find(queries, org, id)
                .switchIfEmpty(Mono.error(ThreadGate::notFound))
                .then();
    }

    /**
     * A page of all threads of the organisation, latest activity first, each with the first {@link #MAX_SHOWN} of its
     * participants.
     *
     * @param offset how many threads to pass over
     */
    Mono<Page<ThreadDetail>> all(OrgId org, ThreadFilter filter, int offset) {
        return topics.narrow(org, filter.withLimit(filter.limit() + 1))
                .flatMap(narrowed -> threads.listAll(queries, org, narrowed, offset))
                .map(found -> Page.of(
                        found, filter.limit(), last -> ThreadCursor.of(last).plain()))
                .flatMap(page -> members.listFirst(queries, org, idsOf(page.items()), MAX_SHOWN)
                        .map(known -> page.withItems(page.items().stream()
                                .map(thread -> shown(org, thread, known))
                                .toList())));
    }

    private ThreadDetail shown(OrgId org, HubThread thread, Map<UUID, FirstMembers> known) {
        FirstMembers found = known.getOrDefault(thread.id().value(), FirstMembers.NONE);
        return new ThreadDetail(thread, found.total(), participants(org, found.first()));
    }

    private static List<UUID> idsOf(List<HubThread> threads) {
        return threads.stream().map(thread -> thread.id().value()).toList();
    }

    private static boolean isAmong(List<Member> members, BotId bot) {
        return members.stream().anyMatch(member -> member.bot().equals(bot));
    }

    private List<Participant> participants(OrgId org, List<Member> all) {
        return all.stream()
                .map(member -> new Participant(
                        member.bot(),
                        member.name(),
                        presence.isOnline(org, member.bot()),
                        member.label(),
                        member.joinedAt()))
                .toList();
    }

    /** A page of the threads the bot takes part in, latest activity first. */
    public Mono<Page<ThreadListing>> own(Caller.Bot caller, ThreadFilter filter) {
        return topics.narrow(caller.org(), filter.withLimit(filter.limit() + 1))
                .flatMap(narrowed -> threads.listOwn(queries, caller.org(), caller.bot(), narrowed))
                .flatMap(found -> page(caller, found, filter.limit(), Function.identity(), thread -> null));
    }

    /** A page of the threads the bot may know of, latest activity first. */
    Mono<Page<ThreadListing>> visible(Caller.Bot caller, ThreadFilter filter) {
        return topics.narrow(caller.org(), filter.withLimit(filter.limit() + 1))
                .flatMap(narrowed -> threads.listVisible(queries, caller.org(), caller.bot(), narrowed))
                .flatMap(found ->
                        page(caller, found, filter.limit(), VisibleThread::thread, VisibleThread::isParticipant));
    }

    private <T> Mono<Page<ThreadListing>> page(
            Caller.Bot caller,
            List<T> found,
            int limit,
            Function<T, HubThread> thread,
            Function<T, Boolean> isParticipant) {
        Page<T> page = Page.of(
                found, limit, last -> ThreadCursor.of(thread.apply(last)).opaque());
        List<UUID> ids = page.items().stream()
                .map(item -> thread.apply(item).id().value())
                .toList();
        return members.countByTopic(queries, caller.org(), ids)
                .map(counts -> page.withItems(page.items().stream()
                        .map(item -> listing(thread.apply(item), counts, isParticipant.apply(item)))
                        .toList()));
    }

    private static ThreadListing listing(HubThread thread, Map<UUID, Integer> counts, Boolean isParticipant) {
        return new ThreadListing(thread, counts.getOrDefault(thread.id().value(), 0), isParticipant);
    }
}
