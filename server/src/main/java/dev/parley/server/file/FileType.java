package dev.parley.server.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of files that may be uploaded. */
enum FileType {
    JPEG("image/jpeg", ".jpg"),
    PNG("image/png", ".png"),
    GIF("image/gif", ".gif"),
    WEBP("image/webp", ".webp"),
    PDF("application/pdf", ".pdf"),
    TEXT("text/plain", ".txt"),
    CSV("text/csv", ".csv"),
    JSON("application/json", ".json");

    /** All of them, for people. */
    static final String NAMES = Arrays.stream(values()).map(FileType::mimeType).collect(Collectors.joining(", "));

    private final String mimeType;
    private final String extension;

    FileType(String mimeType, String extension) {
        this.mimeType = mimeType;
        this.extension = extension;
    }

    String mimeType() {
        return mimeType;
    }

    /** With its dot. */
    String extension() {
        return extension;
    }

    /** The type that a {@code Content-Type} names, whatever parameters follow; empty when it is none of these. */
    static Optional<FileType> of(String contentType) {
        int end = contentType.indexOf(';');
        String bare = contentType.substring(0, end < 0 ? contentType.length() : end);
        String name = bare.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.mimeType.equals(name))
                .findFirst();
    }
}
