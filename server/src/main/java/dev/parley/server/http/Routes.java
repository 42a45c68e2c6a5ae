package dev.parley.server.http;

/** The routes of one feature. */
public interface Routes {

    void addTo(Router router);
}
