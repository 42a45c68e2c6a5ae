/**
 * An index of every part of what is said, the same on every database.
 *
 * <p>A text is the pairs of its neighbouring characters ({@link dev.parley.persistence.search.Grams}), so that two characters
 * of any script are found, inside words, too. What an index says of a text is a supposition: whoever searches looks at the
 * text itself ({@link dev.parley.persistence.search.SearchQuery#isIn}).
 *
 * <p>Documents are indexed in the order of the journal, {@link dev.parley.persistence.search.SearchIndexRepository#MAX_CHUNK}
 * at a time: a <em>chunk</em>, which is the list of their ids. Which of them have which pairs is kept by <em>segment</em>: a
 * run of chunks whose documents are numbered through, one row ({@link dev.parley.persistence.search.GramBlock}) for each of
 * the 64 buckets that pairs fall into. A segment begins as one chunk, so that what was said is in the index soon;
 * {@link dev.parley.persistence.search.SearchIndexRepository#MERGED} of them become one, so that a search reads few rows. A
 * merge rewrites blocks and never chunks, and the texts are not read again.
 *
 * <p>So a search reads, for each segment of some 4,000 documents, one row per pair that it asks for, and the chunks and texts
 * of what it shows.
 */
package dev.parley.persistence.search;
