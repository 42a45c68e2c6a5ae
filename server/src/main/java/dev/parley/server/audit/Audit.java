package dev.parley.server.audit;

import dev.parley.persistence.audit.AuditIds;
import dev.parley.persistence.audit.AuditRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.Json;
import dev.parley.server.Via;
import dev.parley.server.journal.LaneTransaction;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an organisation's audit log: one row per action, in the transaction of what it tells of. */
public final class Audit {

    private Audit() {}

    /**
     * Records an action with the rest of the batch.
     *
     * @param position a position of the action, which dates the row
     * @param bot the acting bot's id, {@code org:<id>} or null
     * @param detail fields of the row's JSON detail; empty is stored as null
     */
    public static void record(
            LaneTransaction lane,
            long position,
            String bot,
            String action,
            String targetType,
            Object targetId,
            Map<String, ?> detail) {
        String json = detail.isEmpty() ? null : Json.write(detail);
        lane.insertLater(
                AuditRepository.into(action, targetType),
                lane.org().value(),
                AuditIds.at(position),
                bot,
                action,
                targetType,
                targetId.toString(),
                json,
                Position.millis(position));
    }

    /** Detail fields in the given order (name, value, name, value …), with {@code via} added for the WebSocket. */
    public static Map<String, Object> detail(Via via, Object... namesAndValues) {
        Map<String, Object> detail = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            detail.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        if (via == Via.WS) {
            detail.put("via", "ws");
        }
        return detail;
    }
}
