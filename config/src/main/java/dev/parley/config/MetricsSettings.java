package dev.parley.config;

/**
 * The listener that serves {@code /metrics}, apart from the public port so that no proxy publishes it by accident.
 *
 * @param port 0 when there is to be no such listener
 */
public record MetricsSettings(int port) {

    private static final Variable<Integer> PORT = Variable.of(
                    "HXA_CONNECT_METRICS_PORT",
                    Kind.number(0, 65_535, ""),
                    "Port of `/metrics` for Prometheus, a listener of its own. 0 turns it off.")
            .byDefault("9464");

    static MetricsSettings read(Reading reading, HttpSettings http) {
        int port = reading.value(PORT);
        if (port == http.port()) {
            reading.refuse(PORT, port + " is also the port of " + HttpSettings.PORT.name() + "; they must differ");
        }
        return new MetricsSettings(port);
    }

    /** Whether metrics are served at all. */
    public boolean enabled() {
        return port != 0;
    }
}
