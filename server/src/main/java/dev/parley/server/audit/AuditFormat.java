package dev.parley.server.audit;

import dev.parley.protocol.HubException;
import dev.parley.protocol.Json;
import dev.parley.protocol.audit.AuditEntry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the rows of an exported audit log are written. */
enum AuditFormat {
    /** For spreadsheets: RFC 4180 with a header, times as in ISO 8601. */
    CSV("csv", "text/csv; charset=utf-8", "time,actor,action,target_type,target_id,detail,id\r\n") {
        @Override
        String row(AuditEntry entry) {
            return Stream.of(
                            Instant.ofEpochMilli(entry.createdAt()),
                            entry.botId(),
                            entry.action(),
                            entry.targetType(),
                            entry.targetId(),
                            entry.detail() == null ? null : entry.detail().text(),
                            entry.id())
                    .map(value -> cell(Objects.toString(value, "")))
                    .collect(Collectors.joining(",", "", "\r\n"));
        }
    },

    /** For programs: a row as the API has it in each line. */
    JSON_LINES("jsonl", "application/jsonl; charset=utf-8", "") {
        @Override
        String row(AuditEntry entry) {
            return Json.write(entry) + '\n';
        }
    };

    /** A spreadsheet takes what begins so for a formula, which whoever chose a name may have wanted. */
    private static final String FORMULA = "=+-@\t\r";

    private final String extension;
    private final String mediaType;
    private final String head;

    AuditFormat(String extension, String mediaType, String head) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.head = head;
    }

    /** The one of that name, CSV if there is none. Fails with {@code VALIDATION_ERROR}. */
    static AuditFormat of(Optional<String> name) {
        return name.filter(text -> !text.isEmpty())
                .map(text -> Stream.of(values())
                        .filter(format -> format.extension.equals(text))
                        .findFirst()
                        .orElseThrow(() -> HubException.invalid("format must be csv or jsonl")))
                .orElse(CSV);
    }

    /** As file names end. */
    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }

    /** What comes before the first row. */
    String head() {
        return head;
    }

    /** With the end of its line. */
    abstract String row(AuditEntry entry);

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? '\'' + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
