package dev.parley.persistence.search;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a few segments of the index suppose about a query.
 *
 * @param candidates documents that may match, last first, those of each segment by themselves
 * @param next where the page after this one begins; empty when there is none
 */
public record SegmentPage(List<List<UUID>> candidates, OptionalLong next) {}
