package dev.parley.server;

import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.ws.CloseCodes;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the operating system to ask for the end; what it asks decides what connected clients are told. The JDK's class
 * for signals is reached by name, as the compiler warns of it although every JDK has it.
 */
final class StopSignal {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    private final CompletableFuture<Close> received = new CompletableFuture<>();

    private StopSignal() {}

    /**
     * A client reconnects at once after {@link CloseCodes#RESTART}, and after its back-off otherwise. SIGQUIT belongs to the
     * JVM whatever its flags; under {@code -Xrs} so do all of these, and the process just dies.
     *
     * @param othersTakeOver whether there are other nodes: SIGTERM, which is all that most launchers know, is one of them
     *     leaving then, and not the end
     */
    static StopSignal install(boolean othersTakeOver) {
        StopSignal stop = new StopSignal();
        stop.listen("INT", CloseCodes.SHUTDOWN);
        stop.listen("TERM", othersTakeOver ? CloseCodes.RESTART : CloseCodes.SHUTDOWN);
        stop.listen("HUP", CloseCodes.RESTART);
        return stop;
    }

    private void listen(String name, Close close) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        received.complete(close);
                        return null;
                    });
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException e) {
            LOG.warn(
                    "SIG{} ends the hub at once here, without a word to its clients; is the JVM run with -Xrs?",
                    name,
                    e);
        }
    }

    /** Blocks the calling thread, which has nothing else to do; a second signal changes nothing. */
    Close await() {
        return received.join();
    }
}
