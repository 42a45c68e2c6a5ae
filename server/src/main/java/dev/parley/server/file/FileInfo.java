package dev.parley.server.file;

import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import org.jspecify.annotations.Nullable;

/** A file without its bytes. {@code size} in bytes; the URL is relative; the uploader is null when its bot is gone. */
record FileInfo(
        FileId id,
        String name,
        String mimeType,
        long size,
        @Nullable BotId uploaderId,
        String url,
        long createdAt) {

    static FileInfo of(StoredFile file) {
        return new FileInfo(
                file.id(),
                file.name(),
                file.mimeType(),
                file.size(),
                file.uploader(),
                urlOf(file.id()),
                file.createdAt());
    }

    static String urlOf(FileId id) {
        return "/api/files/" + id;
    }
}
