package dev.parley.server.bot;

import dev.parley.persistence.bot.Tombstone;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about tombstones. */
final class TombstoneDocs {

    static final Operation LIST = Operation.of("listTombstones", "The names of deleted bots that nobody may take")
            .describe("By name. For people only: an admin of the organisation, or the super admin.")
            .path("id", "The organisation.")
            .query("cursor", Schema.any(), "`next_cursor` of the page before.")
            .limit("limit", TombstoneRoutes.DEFAULT_LIMIT, TombstoneRoutes.MAX_LIMIT)
            .answers(Page.class, Tombstone.class)
            .fails(ErrorCode.HUMAN_SESSION_REQUIRED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND);

    static final Operation CLEAR = Operation.of("clearTombstone", "Let the name of a deleted bot be taken again")
            .describe("For people only: an admin of the organisation, or the super admin.")
            .path("id", "The organisation.")
            .path("name", "The name, case included.")
            .answers(TombstoneRoutes.ClearedTombstone.class)
            .fails(ErrorCode.HUMAN_SESSION_REQUIRED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND);

    private TombstoneDocs() {}
}
