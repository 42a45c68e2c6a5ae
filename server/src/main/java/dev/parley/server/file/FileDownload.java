package dev.parley.server.file;

import dev.parley.persistence.file.StoredFile;
import dev.parley.server.http.Call;
import dev.parley.server.http.Download;
import dev.parley.server.http.Handler;
import dev.parley.server.http.Percent;
import dev.parley.server.http.Reply;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Answers with a file, to its organisation or to whoever has a signed link. */
final class FileDownload implements Handler {

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String FOR_A_DAY = "private, max-age=86400";
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final FileService files;
    private final FileMetrics metrics;

    FileDownload(FileService files, FileMetrics metrics) {
        this.files = files;
        this.metrics = metrics;
    }

    /** A link with an expiry and a signature is judged by these alone, whatever else the request brings. */
    @Override
    public boolean judges(Call call) {
        return call.query("exp").isPresent() && call.query("sig").isPresent();
    }

    @Override
    public Mono<Reply> handle(Call call) {
        String id = call.parameter("id");
        if (judges(call)) {
            String expiry = call.query("exp").orElseThrow();
            String signature = call.query("sig").orElseThrow();
            return files.requireShared(id, expiry, signature).flatMap(file -> reply(file, FOR_A_DAY));
        }
        return files.require(call.caller(), id).flatMap(file -> reply(file, FOREVER));
    }

    private Mono<Reply> reply(StoredFile file, String caching) {
        return files.open(file).doOnNext(found -> metrics.downloaded()).map(bytes -> reply(file, bytes)
                .header("Cache-Control", caching));
    }

    private static Reply reply(StoredFile file, Download bytes) {
        Optional<FileType> type = FileType.of(file.mimeType());
        String contentType = type.map(FileType::mimeType).orElse(UNKNOWN_TYPE);
        String disposition = contentType.startsWith("image/") ? "inline" : "attachment";
        return Reply.file(contentType, "\"" + file.id() + "\"", bytes)
                .header("Content-Disposition", disposition + "; filename*=UTF-8''" + Percent.encode(file.name()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'");
    }
}
