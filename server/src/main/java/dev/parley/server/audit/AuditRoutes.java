package dev.parley.server.audit;

import dev.parley.persistence.audit.AuditFilter;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Page;
import dev.parley.protocol.StorableText;
import dev.parley.protocol.audit.AuditEntry;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The audit log, for those who administer an organisation. */
public final class AuditRoutes implements Routes {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private final AuditLog log;
    private final AuditExport export;

    public AuditRoutes(AuditLog log) {
        this.log = log;
        this.export = new AuditExport(log);
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/audit", Access.orgAdmin(), this::list, AuditDocs.LIST)
                .get("/api/audit/export", Access.orgAdmin(), this::export, AuditDocs.EXPORT);
    }

    /** An array, unless a cursor is given: then a page, the first one for an empty cursor. */
    private Mono<Reply> list(Call call) {
        int limit = call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
        Optional<UUID> before = call.query("cursor").flatMap(Ids::parse);
        AuditFilter filter = filter(call, before);
        if (call.query("cursor").isEmpty()) {
            return log.list(call.caller(), filter, limit).map(Reply::ok);
        }
        boolean bad = before.isEmpty() && given(call, "cursor").isPresent();
        Mono<List<AuditEntry>> found = bad ? Mono.just(List.of()) : log.list(call.caller(), filter, limit + 1);
        return found.map(rows -> Reply.ok(Page.of(rows, limit, row -> row.id().toString())));
    }

    /** The rows are read while they are sent, a page at a time. */
    private Mono<Reply> export(Call call) {
        AuditFormat format = AuditFormat.of(call.query("format"));
        AuditFilter filter = filter(call, Optional.empty());
        return Mono.just(Reply.live(format.mediaType(), export.of(call.caller(), filter, format))
                .header("Content-Disposition", "attachment; filename=\"audit." + format.extension() + '"'));
    }

    private static AuditFilter filter(Call call, Optional<UUID> before) {
        return new AuditFilter(
                time(call, "since"),
                time(call, "until"),
                before,
                given(call, "action"),
                given(call, "target_type"),
                given(call, "target_id"),
                given(call, "bot_id"));
    }

    private static OptionalLong time(Call call, String name) {
        return given(call, name).isPresent() ? OptionalLong.of(call.requiredInteger(name)) : OptionalLong.empty();
    }

    private static Optional<String> given(Call call, String name) {
        return call.query(name).filter(text -> !text.isEmpty()).map(StorableText::of);
    }
}
