package dev.parley.server.cluster;

import java.util.function.Consumer;
import reactor.core.Disposable;

/** Brings messages to all nodes: at most once, in the order of their publication on a channel, this node's own included. */
public interface NodeBus {

    /** Sends it if there is a connection, else drops it. Quick, never blocks, never throws. */
    void publish(String channel, byte[] message);

    /** Listens until disposed of. Messages of a channel come one after the other; the listener must be quick. */
    Disposable listen(String channel, Consumer<byte[]> listener);

    /** Runs {@code action} each time messages may have been lost and are not any more. */
    void onReturn(Runnable action);

    boolean isConnected();
}
