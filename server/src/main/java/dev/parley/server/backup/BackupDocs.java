package dev.parley.server.backup;

import dev.parley.protocol.ErrorCode;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about backups. */
final class BackupDocs {

    static final Operation BACK_UP = Operation.of("makeBackup", "Make a backup")
            .describe("""
                Everything the hub keeps as it is at one moment, files included, while it goes on working: a zip file for
                `java -jar parley.jar restore`. It holds hashes of tokens, secrets of webhooks and all that was said: keep
                it as safe as the database. An answer that breaks off is no backup.
                """)
            .answersWith("application/zip")
            .fails(ErrorCode.CONFLICT);

    private BackupDocs() {}
}
