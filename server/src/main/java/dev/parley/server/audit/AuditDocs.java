package dev.parley.server.audit;

import dev.parley.protocol.Page;
import dev.parley.protocol.audit.AuditEntry;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about the audit log. */
final class AuditDocs {

    static final Operation LIST = filtered(Operation.of("listAudit", "What was done in the organisation, newest first")
                    .describe("""
                        An array; with `cursor`, which may be empty, a page. Filters are combined. Rows are kept for 90 days. A
                        super admin, who belongs to no organisation, gets an empty array.
                        """))
            .query("cursor", Schema.any(), "`next_cursor` of the page before.")
            .limit("limit", AuditRoutes.DEFAULT_LIMIT, AuditRoutes.MAX_LIMIT)
            .answers(List.class, AuditEntry.class)
            .answers(Page.class, AuditEntry.class);

    static final Operation EXPORT = filtered(Operation.of("exportAudit", "The audit log as a file, newest first")
                    .describe("As CSV with a header (RFC 4180), or a JSON object in each line; at most "
                            + AuditExport.MAX_ROWS + " rows: for older ones, ask again with `until`."))
            .query("format", Schema.oneOf("csv", "jsonl"), "How rows are written; `csv` by default.")
            .answersWith(AuditFormat.CSV.mediaType())
            .answersWith(AuditFormat.JSON_LINES.mediaType());

    private AuditDocs() {}

    private static Operation filtered(Operation operation) {
        return operation
                .query("since", Schema.integer(0), "Only what was done after that time, in milliseconds.")
                .query("until", Schema.integer(0), "Only what was done up to that time, in milliseconds.")
                .query("action", Schema.any(), "Such as `bot.rename`.")
                .query("target_type", Schema.any(), "Such as `thread`.")
                .query("target_id", Schema.any(), "The id of what it was done to.")
                .query("bot_id", Schema.any(), "Who did it.");
    }
}
