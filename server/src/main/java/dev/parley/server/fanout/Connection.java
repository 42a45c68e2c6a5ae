package dev.parley.server.fanout;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.server.auth.Caller;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One open WebSocket, or stream of server-sent events. What is sent to it goes through the {@link LoopHub} of its event
 * loop, in order; Netty's outbound buffer is its outbox, bounded by the channel's write-buffer high water mark (bytes, and
 * 96 more per frame).
 */
public final class Connection {

    /** Topics an administrator may watch on one connection. */
    public static final int MAX_SUBSCRIPTIONS = 100;

    private final OrgId org;
    private final Caller caller;
    private final Channel channel;
    private final long openedAtMillis;
    private final FrameForm form;
    private final Set<UUID> subscriptions = ConcurrentHashMap.newKeySet();
    private final Sinks.One<Close> closing = Sinks.one();
    private final Sinks.One<Void> gone = Sinks.one();
    private volatile boolean answered = true;
    private volatile String newName;
    private volatile Close closedFor;
    private volatile DeliveryLog.Account account = DeliveryLog.Account.NONE;
    private Holdback holdback;
    private long toldUpTo = Frame.NOWHERE;

    /** A WebSocket that lives from the beginning. */
    public Connection(OrgId org, Caller caller, Channel channel, long openedAtMillis) {
        this(org, caller, channel, openedAtMillis, FrameForm.Socket.PLAIN, false);
    }

    /** @param resumes whether it is told first what it missed; until {@link Fanout#goLive} pushes are held back */
    public Connection(OrgId org, Caller caller, Channel channel, long openedAtMillis, FrameForm form, boolean resumes) {
        this.org = org;
        this.caller = caller;
        this.channel = channel;
        this.openedAtMillis = openedAtMillis;
        this.form = form;
        this.holdback = resumes ? new Holdback() : null;
    }

    public OrgId org() {
        return org;
    }

    public Caller caller() {
        return caller;
    }

    public long openedAtMillis() {
        return openedAtMillis;
    }

    /** The bot that receives here, by its own token or in its owner's session; empty for an administrator. */
    public Optional<BotId> bot() {
        return caller instanceof Caller.Bot bot ? Optional.of(bot.bot()) : Optional.empty();
    }

    /** The bot that receives here, under its current name. */
    public Optional<BotRef> botRef() {
        return caller instanceof Caller.Bot bot
                ? Optional.of(new BotRef(bot.bot(), newName == null ? bot.botName() : newName))
                : Optional.empty();
    }

    void rename(String name) {
        newName = name;
    }

    /** The caller was looked at again; its bot may have been renamed while it came in. */
    public void update(Caller now) {
        if (now instanceof Caller.Bot bot) {
            rename(bot.botName());
        }
    }

    /** Whether it counts for the presence of its bot: opened with a token, not in a session. */
    public boolean countsForPresence() {
        return caller instanceof Caller.Bot && caller.session().isEmpty();
    }

    public Channel channel() {
        return channel;
    }

    FrameForm form() {
        return form;
    }

    /** Whether it is a WebSocket, whose peer answers pings; a stream only takes. */
    public boolean isAnswering() {
        return form.isAnswered();
    }

    /** What is held back while it is told what it missed, null when it lives. Used on the event loop. */
    Holdback holdback() {
        return holdback;
    }

    /** It was told everything up to this position. Called on the event loop. */
    void live(long position) {
        holdback = null;
        toldUpTo = position;
    }

    /** Before anything is pushed to it. What goes out in a session goes to a person, and is not counted. */
    void open(DeliveryLog log) {
        if (caller instanceof Caller.Bot bot && countsForPresence()) {
            account = log.opened(org, bot.bot());
        }
    }

    /** It will be told everything after this position, and is not told anything yet. */
    public void goesOnAfter(long position) {
        account().goesOnAfter(position);
    }

    /** The entry at this position was written to it. What follows a decision to close it is not counted: it may have holes. */
    void wrote(long position) {
        if (position != Frame.NOWHERE && closedFor == null) {
            account().wrote(position);
        }
    }

    DeliveryLog.Account account() {
        return account;
    }

    /** Whether it has an entry that is pushed: the journal may be read between a commit and its push. */
    boolean has(long position) {
        return position <= toldUpTo && position != Frame.NOWHERE;
    }

    /** Watches topics from now on, as an administrator; false when it already watches as many as it may. */
    public boolean subscribe(List<UUID> topics) {
        if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
            return false;
        }
        subscriptions.addAll(topics);
        return true;
    }

    public void unsubscribe(List<UUID> topics) {
        topics.forEach(subscriptions::remove);
    }

    boolean watches(UUID topic) {
        return subscriptions.contains(topic);
    }

    /** Emits once, when the server wants to close the connection. */
    public Mono<Close> closing() {
        return closing.asMono();
    }

    /** Completes when the connection is gone and its presence settled. */
    public Mono<Void> gone() {
        return gone.asMono();
    }

    public void ended() {
        gone.tryEmitEmpty();
    }

    /** Called on the event loop. The first reason stays. */
    void close(Close reason) {
        if (closedFor == null) {
            closedFor = reason;
            closing.tryEmitValue(reason);
        }
    }

    /** Whether the server wants to close the connection, and for this reason. */
    public boolean isClosedFor(Close reason) {
        return reason.equals(closedFor);
    }

    /** The peer answered a ping. */
    public void pong() {
        answered = true;
    }

    /** Whether it answered the last ping already. */
    public boolean isAlive() {
        return answered;
    }

    /** Whether the peer answered since this was last asked. */
    public boolean answeredSinceLastPing() {
        boolean was = answered;
        answered = false;
        return was;
    }

    /** Drops the connection without a word: the peer is gone. */
    public void drop() {
        channel.close();
    }

    /**
     * Why the server closes a connection.
     *
     * @param code WebSocket close code
     * @param reason at most 123 bytes of UTF-8
     */
    public record Close(int code, String reason) {

        /** The reader fell too far behind; it may resume from its position. */
        public static final Close TOO_SLOW = new Close(1013, "too slow, reconnect and catch up");
    }
}
