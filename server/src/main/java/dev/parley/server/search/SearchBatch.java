package dev.parley.server.search;

import dev.parley.persistence.search.SearchDocument;
import dev.parley.persistence.search.SearchIndexRepository;
import java.util.ArrayList;
import java.util.List;

/** Documents on their way into an index, until they are enough for a chunk. Used by one subscriber at a time. */
final class SearchBatch {

    static final int MAX_DOCUMENTS = SearchIndexRepository.MAX_CHUNK;

    /** UTF-16 code units: long messages make smaller chunks. One document is always enough. */
    static final int MAX_CHARACTERS = 256 * 1024;

    /** Documents read at once: few enough when all are as long as can be. */
    private static final int PAGE = 64;

    private final List<SearchDocument> documents = new ArrayList<>();
    private final long after;
    private long characters;
    private boolean complete;

    /** @param after the position that the index is at */
    SearchBatch(long after) {
        this.after = after;
    }

    /** How many documents to read next. */
    int wanted() {
        return Math.min(PAGE, MAX_DOCUMENTS - documents.size());
    }

    /** Takes what was read when {@link #wanted} were asked for. */
    void add(List<SearchDocument> read) {
        complete = read.size() < wanted();
        for (SearchDocument document : read) {
            if (isFull()) {
                return;
            }
            documents.add(document);
            characters += document.text().length();
        }
    }

    boolean isFull() {
        return documents.size() >= MAX_DOCUMENTS || characters >= MAX_CHARACTERS;
    }

    /** Whether there is nothing to read for it: it is full, or has everything. */
    boolean isDone() {
        return complete || isFull();
    }

    List<SearchDocument> documents() {
        return documents;
    }

    /** The position of the last document, or where the index is. */
    long last() {
        return documents.isEmpty() ? after : documents.get(documents.size() - 1).position();
    }

    /** The position of the first document, or the largest there is. */
    long first() {
        return documents.isEmpty() ? Long.MAX_VALUE : documents.get(0).position();
    }
}
