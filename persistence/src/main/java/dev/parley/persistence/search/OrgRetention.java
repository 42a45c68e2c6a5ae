package dev.parley.persistence.search;

import dev.parley.protocol.OrgId;

/** How long an organisation keeps messages. */
public record OrgRetention(OrgId org, long messageTtlDays) {}
