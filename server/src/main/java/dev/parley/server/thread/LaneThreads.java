package dev.parley.server.thread;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.ThreadRow;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/** The threads of an organisation as seen and changed from inside its lane, mostly in memory. */
public final class LaneThreads {

    private final ThreadRepository threads;
    private final MemberRepository members;

    public LaneThreads(ThreadRepository threads, MemberRepository members) {
        this.threads = threads;
        this.members = members;
    }

    /** The thread, or empty. */
    public Mono<ThreadState> find(LaneTransaction lane, ThreadId id) {
        return lane.recallCurrent(ThreadState.class, id, load(lane, id));
    }

    private Mono<ThreadState> load(LaneTransaction lane, ThreadId id) {
        return Mono.defer(() -> threads.find(lane, lane.org(), id))
                .flatMap(thread -> members.list(lane, lane.org(), id.value()).map(all -> ThreadState.of(thread, all)));
    }

    /** The thread; fails with {@code NOT_FOUND}. */
    Mono<ThreadState> require(LaneTransaction lane, ThreadId id) {
        return find(lane, id).switchIfEmpty(Mono.error(ThreadGate::notFound));
    }

    /** The thread if it lets the bot in; fails as {@link ThreadGate#check} says. */
    public Mono<ThreadState> require(LaneTransaction lane, ThreadId id, BotId bot, ThreadGate gate) {
        return require(lane, id)
                .doOnNext(
                        state -> gate.check(state.thread(), state.participants().contains(bot)));
    }

    /**
     * The thread for somebody who adds to it: all that this must be checked against, but the last activity may be older than
     * what other nodes have stored. Fails as {@link ThreadGate#check} says.
     */
    public Mono<ThreadState> requireToAdd(LaneTransaction lane, ThreadId id, BotId bot) {
        return lane.recall(ThreadState.class, id, load(lane, id))
                .switchIfEmpty(Mono.error(ThreadGate::notFound))
                .doOnNext(state -> ThreadGate.WRITE.check(
                        state.thread(), state.participants().contains(bot)));
    }

    /** Stores a new thread with its participants. */
    void begin(LaneTransaction lane, ThreadState state) {
        lane.insertLater(ThreadRepository.INTO, ThreadRow.inserted(state.thread()));
        state.participants()
                .all()
                .forEach(member -> lane.insertLater(
                        MemberRepository.INTO,
                        MemberRepository.joined(
                                lane.org(), member.topic(), member.bot(), member.joinedPosition(), member.label())));
        lane.remember(ThreadState.class, state.id(), state);
    }

    /** Stores what changed with a revision; changes of the participants are stored by those who make them. */
    void store(LaneTransaction lane, ThreadState changed) {
        lane.updateLater(changed.id(), ThreadRepository.UPDATE, ThreadRow.changed(changed.thread()));
        lane.replace(ThreadState.class, changed.id(), changed);
    }

    /**
     * Notes that something was said or made in the thread at a position, which need not be known to other nodes. Many such
     * notes in one batch become one update.
     */
    @CanIgnoreReturnValue
    public ThreadState touch(LaneTransaction lane, ThreadState state, long position) {
        HubThread touched = new ThreadEdit(state.thread(), Position.millis(position))
                .active()
                .done();
        ThreadState changed = state.with(touched);
        lane.updateLater(changed.id(), ThreadRepository.TOUCH, ThreadRow.touched(touched));
        lane.remember(ThreadState.class, changed.id(), changed);
        return changed;
    }
}
