package dev.parley.server.ws;

/**
 * The result of an operation as its ack tells it. A record for each kind of result implements it; its components are the
 * fields on the wire, in their order, and begin with these two.
 */
public interface Ack {

    /** The type of the frame that is answered. */
    String operation();

    /** The id of what was made or changed. */
    Object resourceId();
}
