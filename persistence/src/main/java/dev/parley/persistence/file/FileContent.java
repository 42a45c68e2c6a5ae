package dev.parley.persistence.file;

import dev.parley.protocol.OrgId;
import java.util.UUID;

/** Names the bytes of one file that are kept in the database. */
public record FileContent(OrgId org, UUID id) {}
