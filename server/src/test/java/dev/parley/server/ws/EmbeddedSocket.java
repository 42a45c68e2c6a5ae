package dev.parley.server.ws;

import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.fanout.Fanout;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicReference;

/** An open connection without a network, which tells why it was closed. */
final class EmbeddedSocket {

    final Connection connection;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicReference<Close> closed = new AtomicReference<>();

    EmbeddedSocket(Fanout fanout, OrgId org, Caller caller) {
        connection = new Connection(org, caller, channel, 0);
        connection.closing().subscribe(closed::set);
        fanout.open(connection);
    }

    /** Why it was closed; null while it is open. */
    Close closed() {
        channel.runPendingTasks();
        return closed.get();
    }
}
