package dev.parley.server.journal;

import dev.parley.protocol.OrgId;

/**
 * One thing that happened, as it is stored and sent.
 *
 * @param position see {@link dev.parley.persistence.journal.Position}
 * @param type wire name of the event
 * @param audience whom to push it to now
 * @param frame the exact JSON that goes out
 */
public record JournalEntry(OrgId org, long position, String type, Topic topic, Audience audience, String frame) {}
