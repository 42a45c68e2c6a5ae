package dev.parley.persistence.bot;

import dev.parley.protocol.BotId;
import java.util.Optional;

/**
 * A part of an organisation's bots, in the order of their ids.
 *
 * @param after the last bot of the page before
 * @param search what their names contain, in upper or lower case
 * @param limit of the page, at least 1
 */
public record BotPage(Optional<BotId> after, Optional<String> search, int limit) {}
