package dev.parley.server.http;

/** Hears of every request once, for metrics. Called on event loops: must be quick. */
@FunctionalInterface
public interface RequestObserver {

    /** Stands for the route of a request that found none. */
    String UNMATCHED = "unmatched";

    /** The status of a request whose client left before the answer. */
    int CLIENT_GONE = 499;

    /** Takes no notice. */
    RequestObserver NONE = (route, method, status, nanos) -> {};

    /**
     * A request was answered, or its client left.
     *
     * @param route the template, or {@link #UNMATCHED}
     * @param method one of the usual names, or {@code OTHER}: not a name that a client made up
     * @param nanos from the request's head to the reply's hand-over to the network
     */
    void observed(String route, String method, int status, long nanos);
}
