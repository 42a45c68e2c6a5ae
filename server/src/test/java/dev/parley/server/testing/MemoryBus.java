package dev.parley.server.testing;

import dev.parley.server.cluster.NodeBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import reactor.core.Disposable;

/** Joins several nodes of one test. What is published has reached everybody who can be reached when the call returns. */
public final class MemoryBus {

    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    /** One more node, connected. */
    public Node join() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    /** The bus as one node has it. */
    public final class Node implements NodeBus {

        private final Map<String, List<Consumer<byte[]>>> listeners = new ConcurrentHashMap<>();
        private final List<Runnable> returns = new ArrayList<>();
        private volatile boolean connected = true;
        private volatile boolean deaf;

        @Override
        public void publish(String channel, byte[] message) {
            synchronized (MemoryBus.this) {
                if (connected) {
                    nodes.forEach(node -> node.take(channel, message));
                }
            }
        }

        private void take(String channel, byte[] message) {
            if (connected && !deaf) {
                listeners.getOrDefault(channel, List.of()).forEach(listener -> listener.accept(message));
            }
        }

        @Override
        public Disposable listen(String channel, Consumer<byte[]> listener) {
            List<Consumer<byte[]>> own = listeners.computeIfAbsent(channel, first -> new CopyOnWriteArrayList<>());
            own.add(listener);
            return () -> own.remove(listener);
        }

        @Override
        public void onReturn(Runnable action) {
            returns.add(action);
        }

        @Override
        public boolean isConnected() {
            return connected;
        }

        /** It loses its connection, and knows. */
        public void cut() {
            connected = false;
        }

        /** It is connected again. */
        public void mend() {
            connected = true;
            returns.forEach(Runnable::run);
        }

        /** From now on it receives nothing, or everything again, and does not notice. */
        public void deaf(boolean isDeaf) {
            deaf = isDeaf;
        }
    }
}
