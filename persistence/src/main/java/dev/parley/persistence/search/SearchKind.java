package dev.parley.persistence.search;

import java.util.Locale;

/** What can be searched; each kind has an index of its own in every organisation. */
public enum SearchKind {

    /** The messages of threads; a document is known by the message's id. */
    MESSAGE(0),

    /** The topics of threads; a document is known by the thread's id. A topic that changes is one more document. */
    TOPIC(Grams.BUCKETS);

    private final int firstBucket;

    SearchKind(int firstBucket) {
        this.firstBucket = firstBucket;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where a bucket of grams is kept: each kind has a range of its own. */
    int stored(int bucket) {
        return firstBucket + bucket;
    }
}
