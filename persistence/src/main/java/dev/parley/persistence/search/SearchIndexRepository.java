package dev.parley.persistence.search;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Where it is kept which documents have which parts. An index follows its organisation's journal: up to its cursor it knows
 * every document, in segments; what comes after the cursor is read from the journal. A segment begins as one chunk of
 * documents; {@value #MERGED} of these become one larger segment.
 *
 * <p>An index supposes: it names all documents that match, and perhaps others.
 */
public interface SearchIndexRepository {

    /** Documents added at once at most. */
    int MAX_CHUNK = SearchChunk.SIZE;

    /** Chunks that become one segment. */
    int MERGED = 16;

    /** The position up to which the index knows everything; 0 at first. */
    Mono<Long> cursor(Queries queries, OrgId org, SearchKind kind);

    /** The position of the journal's nth entry after a position, or empty when it does not have so many. */
    Mono<Long> nthEntry(Queries queries, OrgId org, long after, int n);

    /** The documents that entries brought, oldest first; for a topic as it is now. */
    Mono<List<SearchDocument>> documents(Queries queries, OrgId org, SearchKind kind, long after, long upTo, int limit);

    /**
     * Adds documents to the index and moves its cursor, in one transaction.
     *
     * @param from where the cursor is
     * @param to where it is to be: after all of the documents
     * @param documents all that there are in between, or what is left of them; at most {@link #MAX_CHUNK}
     * @return false when the cursor is elsewhere, as somebody else was faster; then nothing is changed
     */
    Mono<Boolean> add(
            Database database, OrgId org, SearchKind kind, long from, long to, List<SearchDocument> documents);

    /** Makes one segment of the newest chunks if there are {@value #MERGED} of them by themselves; emits whether it did. */
    Mono<Boolean> merge(Database database, OrgId org, SearchKind kind);

    /** The next page of segments, newest first, with what they suppose about the query. */
    Mono<SegmentPage> page(
            Queries queries, OrgId org, SearchKind kind, SearchQuery query, OptionalLong before, int limit);

    /** Those of the messages that exist, newest first; at most as many as are asked for. */
    Mono<List<FoundMessage>> messages(Queries queries, OrgId org, Collection<UUID> ids);

    /** Organisations whose journal goes on after their cursor, in order of their ids. */
    Mono<List<OrgId>> listBehind(Queries queries, SearchKind kind, Optional<OrgId> after, int limit);

    /** The organisations that do not keep their messages for ever, in order of their ids. */
    Mono<List<OrgRetention>> listRetentions(Queries queries, Optional<OrgId> after, int limit);

    /** The segments of messages that begin in a range of positions, in order, each named by where it begins. */
    Mono<List<Long>> listSegments(Queries queries, OrgId org, long from, long before, int limit);

    /**
     * Takes the messages that no longer exist out of a segment, and the segment away when none of them does; emits how
     * many it took out.
     */
    Mono<Integer> forgetGone(Database database, OrgId org, long segment);
}
