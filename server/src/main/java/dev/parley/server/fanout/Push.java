package dev.parley.server.fanout;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Sinks;

/** Something a {@link LoopHub} does on its event loop, in the order it was offered. */
sealed interface Push {

    /** Writes one frame to many connections; owns a reference to it. */
    record Broadcast(ByteBuf frame, long position, Connection[] recipients) implements Push {}

    /** Writes a frame, encoded on the loop, to one connection. */
    record Direct(Supplier<ByteBuf> frame, Connection recipient) implements Push {}

    /** Writes what a connection missed, even if its outbox is full; {@code written} completes when the network has it. */
    record Replay(List<Frame> frames, Connection recipient, Sinks.Empty<Void> written) implements Push {}

    /** Lets a connection live that was told everything up to a position; emits false if it must read on before. */
    record GoLive(Connection connection, long position, Sinks.One<Boolean> lives) implements Push {}

    /** Closes a connection after what was offered before. */
    record End(Connection connection, Connection.Close reason) implements Push {}

    /** Lets go of what is kept for a connection that is gone. */
    record Forget(Connection connection) implements Push {}
}
