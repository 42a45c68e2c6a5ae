package dev.parley.server.history;

/** A bot that is to be told everything at one door; runs until it has been. */
interface Listener extends Runnable {

    /** From now on it is known where what it is to be told ends. */
    void endAt(long position);

    /** What it was told so far. */
    Received received();

    /** How often it broke off or was broken off. */
    int cuts();
}
