package dev.parley.server.journal;

import dev.parley.protocol.OrgId;
import java.util.List;

/**
 * How one transaction moved an organisation on.
 *
 * @param before where the journal was; nothing lies between this and what the transaction wrote
 * @param position where it is since
 * @param entries in order; may be none, when nobody is told of what changed
 */
public record Commit(OrgId org, long before, long position, List<JournalEntry> entries) {}
