package dev.parley.persistence.file;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Where it is kept which files there are. Their bytes are elsewhere. */
public interface FileRepository {

    /** Stores a new file; for {@link #row}. */
    Insert INTO =
            Insert.into("files", "org_id", "id", "uploader_id", "name", "mime_type", "size", "location", "created_at");

    static Object[] row(StoredFile file) {
        return new Object[] {
            file.org().value(),
            file.id().value(),
            file.uploader().value(),
            file.name(),
            file.mimeType(),
            file.size(),
            file.location(),
            file.createdAt()
        };
    }

    /** The file of that id in whatever organisation; empty when there is none. */
    Mono<StoredFile> findAnywhere(Queries queries, FileId id);

    /** Bytes of all files of the organisation that were made at {@code since} (ms) or later. */
    Mono<Long> sizeSince(Queries queries, OrgId org, long since);

    /** As {@link #sizeSince(Queries, OrgId, long)}, of one bot's files. */
    Mono<Long> sizeSince(Queries queries, OrgId org, BotId uploader, long since);
}
