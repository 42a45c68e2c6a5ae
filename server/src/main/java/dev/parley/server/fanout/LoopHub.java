package dev.parley.server.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.internal.PlatformDependent;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes to all connections of one event loop: takes what was offered, writes each frame as a retained duplicate, and
 * flushes every touched connection once per burst. One system call per connection and burst instead of one per message is
 * worth a factor of four to eight.
 */
final class LoopHub implements Runnable {

    /** Pushes handled before other work of the loop gets its turn. */
    private static final int BURST = 64;

    private final EventLoop loop;
    private final Backlog backlog;
    private final FanoutMetrics metrics;
    private final Queue<Push> queue = PlatformDependent.newMpscQueue();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Set<Channel> touched = new LinkedHashSet<>();

    LoopHub(EventLoop loop, Backlog backlog, FanoutMetrics metrics) {
        this.loop = loop;
        this.backlog = backlog;
        this.metrics = metrics;
    }

    void offer(Push push) {
        backlog.added(weight(push));
        queue.add(push);
        if (scheduled.compareAndSet(false, true)) {
            loop.execute(this);
        }
    }

    @Override
    public void run() {
        scheduled.set(false);
        long done = 0;
        for (int i = 0; i < BURST; i++) {
            Push push = queue.poll();
            if (push == null) {
                break;
            }
            perform(push);
            done += weight(push);
        }
        touched.forEach(Channel::flush);
        touched.clear();
        backlog.removed(done);
        if (!queue.isEmpty() && scheduled.compareAndSet(false, true)) {
            loop.execute(this);
        }
    }

    private static int weight(Push push) {
        return push instanceof Push.Broadcast broadcast ? broadcast.recipients().length : 1;
    }

    private void perform(Push push) {
        if (push instanceof Push.Broadcast broadcast) {
            broadcast(broadcast);
        } else if (push instanceof Push.Direct direct) {
            direct(direct);
        } else if (push instanceof Push.Replay replay) {
            replay(replay);
        } else if (push instanceof Push.GoLive golive) {
            goLive(golive);
        } else if (push instanceof Push.End end) {
            end.connection().channel().flush();
            end.connection().close(end.reason());
        } else if (push instanceof Push.Forget gone && gone.connection().holdback() != null) {
            gone.connection().holdback().close();
        }
    }

    private void broadcast(Push.Broadcast broadcast) {
        ByteBuf frame = broadcast.frame();
        for (Connection recipient : broadcast.recipients()) {
            if (recipient.holdback() != null) {
                recipient.holdback().add(broadcast.position(), frame.retainedDuplicate());
            } else if (!recipient.has(broadcast.position()) && accepts(recipient)) {
                write(recipient.channel(), frame.retainedDuplicate());
                recipient.wrote(broadcast.position());
            }
        }
        frame.release();
    }

    /** One page is under way at a time, so the outbox holds no more than that. */
    private void replay(Push.Replay replay) {
        Connection recipient = replay.recipient();
        Channel channel = recipient.channel();
        replay.frames().forEach(frame -> write(channel, recipient.form().encode(frame)));
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (written.isSuccess()) {
                replay.frames().forEach(frame -> recipient.wrote(frame.position()));
                replay.written().tryEmitEmpty();
            } else {
                replay.written().tryEmitError(written.cause());
            }
        });
    }

    private void goLive(Push.GoLive push) {
        Connection connection = push.connection();
        Holdback holdback = connection.holdback();
        boolean lives = holdback.isCompleteAfter(push.position());
        if (lives) {
            connection.live(push.position());
            connection.wrote(push.position());
            holdback.handOn(push.position(), held -> {
                write(connection.channel(), held.frame());
                connection.wrote(held.position());
            });
        }
        push.lives().tryEmitValue(lives);
    }

    private void direct(Push.Direct direct) {
        if (accepts(direct.recipient())) {
            write(direct.recipient().channel(), direct.frame().get());
        }
    }

    private void write(Channel channel, ByteBuf frame) {
        channel.write(frame, channel.voidPromise());
        touched.add(channel);
    }

    /** Whether the outbox has room; a reader that fell behind is closed, never left with a hole in its stream. */
    private boolean accepts(Connection connection) {
        Channel channel = connection.channel();
        if (channel.isWritable() || hasRoomAfterFlush(channel)) {
            return true;
        }
        if (channel.isActive()) {
            metrics.tooSlow(connection);
            connection.close(Connection.Close.TOO_SLOW);
        }
        return false;
    }

    /** A burst of large frames fills the outbox of the quickest reader: what the network takes at once does not count. */
    private static boolean hasRoomAfterFlush(Channel channel) {
        channel.flush();
        return channel.isWritable();
    }
}
