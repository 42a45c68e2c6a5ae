package dev.parley.server.file;

import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** Uploading files and getting them back. */
final class FileRoutes implements Routes {

    private final Uploads uploads;
    private final FileService files;
    private final FileMetrics metrics;

    FileRoutes(Uploads uploads, FileService files, FileMetrics metrics) {
        this.uploads = uploads;
        this.files = files;
        this.metrics = metrics;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/files/upload", Access.bot(Scope.THREAD, Scope.MESSAGE), this::upload, FileDocs.UPLOAD);
        router.get("/api/files/{id}", Access.orgOrBot(Scope.READ), new FileDownload(files, metrics), FileDocs.DOWNLOAD);
        router.get("/api/files/{id}/info", Access.orgOrBot(Scope.READ), this::info, FileDocs.INFO);
    }

    private Mono<Reply> upload(Call call) {
        call.requireNoEncoding();
        return uploads.upload(call.bot(), call.header("Content-Type").orElse(""), call.content())
                .map(UploadedFile::of)
                .map(Reply::ok);
    }

    private Mono<Reply> info(Call call) {
        return files.require(call.caller(), call.parameter("id"))
                .map(FileInfo::of)
                .map(Reply::ok);
    }
}
