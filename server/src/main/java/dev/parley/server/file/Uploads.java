package dev.parley.server.file;

import dev.parley.persistence.file.FileRepository;
import dev.parley.persistence.file.StoredFile;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.FileId;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files in: to a temporary file first, into the store when they have passed every check, into the table last. */
final class Uploads {

    private static final String MULTIPART = "multipart/form-data";

    private final Journal journal;
    private final UploadQuota quota;
    private final FileStore store;
    private final Staging staging;
    private final Disk disk;
    private final long maxBytes;
    private final FileMetrics metrics;
    private final UploadSlots slots;
    private final ContentSniffer sniffer = new ContentSniffer();

    /** @param maxBytes of one file */
    Uploads(
            Journal journal,
            UploadQuota quota,
            FileStore store,
            Staging staging,
            Disk disk,
            long maxBytes,
            UploadSlots slots,
            FileMetrics metrics) {
        this.journal = journal;
        this.quota = quota;
        this.store = store;
        this.staging = staging;
        this.disk = disk;
        this.maxBytes = maxBytes;
        this.slots = slots;
        this.metrics = metrics;
    }

    /**
     * Stores the file in a request's body. Fails with {@code UPLOAD_ERROR}, {@code UNSUPPORTED_MEDIA_TYPE},
     * {@code FILE_TOO_LARGE}, {@code VALIDATION_ERROR}, {@code RATE_LIMITED} or {@code STORAGE_ERROR}, and leaves nothing
     * behind then, nor when it is cancelled before the body has been read.
     *
     * @param contentType of the request
     * @param body is asked for a piece when the one before is on its way to the disk
     */
    Mono<StoredFile> upload(Caller.Bot caller, String contentType, Flux<ByteBuf> body) {
        HeaderValue type = HeaderValue.parse(contentType);
        Mono<StoredFile> stored = type.value().equals(MULTIPART)
                ? slots.during(caller.bot(), receive(caller, type, body))
                : Mono.error(UploadReader::noFile);
        return stored.doOnSuccess(file -> metrics.stored(file.size()))
                .doOnError(metrics::failed)
                .doOnCancel(metrics::aborted);
    }

    private Mono<StoredFile> receive(Caller.Bot caller, HeaderValue type, Flux<ByteBuf> body) {
        return Mono.usingWhen(
                Mono.fromSupplier(staging::begin),
                file -> receive(file, type, body).flatMap(received -> keep(caller, file, received)),
                staging::discard);
    }

    private Mono<UploadReader.Received> receive(TempFile file, HeaderValue type, Flux<ByteBuf> body) {
        return Mono.defer(() -> {
            UploadReader reader = new UploadReader(type, file, maxBytes, sniffer);
            return body.concatMap(chunk -> feed(reader, chunk), 0).then(disk.call(reader::finish));
        });
    }

    /** The disk works off the event loop, where the chunk would be released when this returns. */
    private Mono<Void> feed(UploadReader reader, ByteBuf chunk) {
        metrics.received(chunk.readableBytes());
        ByteBuf kept = chunk.retain();
        return disk.run(() -> {
            try {
                reader.feed(kept);
            } finally {
                kept.release();
            }
        });
    }

    /** From here on the outcome is awaited even if the client is gone: a file that gets its row must stay. */
    private Mono<StoredFile> keep(Caller.Bot caller, TempFile arrived, UploadReader.Received received) {
        NewFile file = new NewFile(
                caller.org(), caller.bot(), FileId.next(), received.name(), received.type(), received.size());
        String location = store.locate(file);
        return journal.append(caller.org(), lane -> quota.check(lane, caller.bot(), file.size()))
                .then(store.keep(arrived, location))
                .then(journal.append(caller.org(), lane -> record(lane, file, location)))
                .onErrorResume(error -> store.delete(location).onErrorComplete().then(Mono.error(error)))
                .cache();
    }

    private Mono<StoredFile> record(LaneTransaction lane, NewFile file, String location) {
        Mono<UploadQuota.Charge> settled =
                quota.check(lane, file.uploader(), file.size()).delayUntil(charge -> store.settle(lane, location));
        return settled.map(charge -> {
            long position = lane.nextPosition();
            StoredFile stored = new StoredFile(
                    file.org(),
                    file.id(),
                    file.uploader(),
                    file.name(),
                    file.type().mimeType(),
                    file.size(),
                    location,
                    Position.millis(position));
            lane.insertLater(FileRepository.INTO, FileRepository.row(stored));
            charge.remember(lane);
            audit(lane, position, stored);
            return stored;
        });
    }

    private static void audit(LaneTransaction lane, long position, StoredFile file) {
        Audit.record(
                lane,
                position,
                file.uploader().toString(),
                "file.upload",
                "file",
                file.id(),
                Audit.detail(Via.REST, "name", file.name(), "mime_type", file.mimeType(), "size", file.size()));
    }
}
