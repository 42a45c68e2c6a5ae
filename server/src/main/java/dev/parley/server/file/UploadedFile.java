package dev.parley.server.file;

import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.FileId;

/** What an uploader is told of its file. {@code size} in bytes; the URL is relative. */
record UploadedFile(FileId id, String name, String mimeType, long size, String url, long createdAt) {

    static UploadedFile of(StoredFile file) {
        return new UploadedFile(
                file.id(), file.name(), file.mimeType(), file.size(), FileInfo.urlOf(file.id()), file.createdAt());
    }
}
