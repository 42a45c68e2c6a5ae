package dev.parley.server.lifecycle;

/** What the lifecycle of organisations does to what they have. */
public enum Work {
    /** Messages that were older than the organisation keeps them. */
    MESSAGES_DELETED("messages_deleted"),
    /** Threads in which nothing happened any more. */
    THREADS_CLOSED("threads_closed"),
    /** Versions of artifacts that were older than the organisation keeps them. */
    ARTIFACTS_DELETED("artifacts_deleted"),
    /** Entries that were older than the journal reaches back. */
    ENTRIES_PURGED("entries_purged");

    private final String wireName;

    Work(String wireName) {
        this.wireName = wireName;
    }

    /** As the audit log and the metrics call it. */
    String wireName() {
        return wireName;
    }
}
