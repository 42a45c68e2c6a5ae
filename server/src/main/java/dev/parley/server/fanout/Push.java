package dev.parley.server.fanout;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/** Something a {@link LoopHub} does on its event loop, in the order it was offered. */
sealed interface Push {

    /** Writes one frame to many connections; owns a reference to it. */
    record Broadcast(ByteBuf frame, Connection[] recipients) implements Push {}

    /** Writes a frame, encoded on the loop, to one connection. */
    record Direct(Supplier<ByteBuf> frame, Connection recipient) implements Push {}

    /** Closes a connection after what was offered before. */
    record End(Connection connection, Connection.Close reason) implements Push {}
}
