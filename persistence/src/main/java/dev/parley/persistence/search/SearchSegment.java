package dev.parley.persistence.search;

import java.util.Map;

/**
 * A part of an index.
 *
 * @param start the position before its first document, which names it
 * @param lastChunk the name of the last of its chunks
 * @param blocks the ones that were asked for, by bucket
 */
record SearchSegment(long start, long lastChunk, Map<Integer, byte[]> blocks) {}
