package dev.parley.server.history;

import dev.parley.server.process.HubProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** The jar as a process, always on the same port, that is killed at random moments and started again. */
final class KilledHub implements Chaos, AutoCloseable {

    private static final String ADMIN_SECRET = "operators-secret";

    private final Map<String, String> settings = new HashMap<>();
    private final Path data;
    private final Random random;
    private final int every;
    private HubProcess hub;

    /**
     * Starts it.
     *
     * @param more settings than it needs on this machine
     * @param every so many acknowledged deeds, on average, it is killed
     */
    KilledHub(Path data, Map<String, String> more, Random random, int every) {
        this.data = data;
        this.random = random;
        this.every = every;
        settings.put("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET);
        settings.put("HXA_CONNECT_PORT", String.valueOf(HubProcess.freePort()));
        settings.put("HXA_CONNECT_WEBHOOK_ALLOW", "127.0.0.0/8");
        settings.putAll(more);
        hub = HubProcess.hub(data, settings);
    }

    Nodes nodes() {
        return Nodes.local(hub.port());
    }

    String adminSecret() {
        return ADMIN_SECRET;
    }

    @Override
    public int strike(Progress progress) {
        int strikes = 0;
        while (progress.awaitAcknowledged(progress.acknowledged() + every / 2 + random.nextInt(every))) {
            hub.kill();
            hub = HubProcess.hub(data, settings);
            strikes++;
        }
        return strikes;
    }

    @Override
    public void close() {
        hub.close();
    }
}
