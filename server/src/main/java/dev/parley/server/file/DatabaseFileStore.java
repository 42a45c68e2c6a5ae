package dev.parley.server.file;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.file.FileContent;
import dev.parley.persistence.file.FileContentRepository;
import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.server.http.Download;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files in the database, in pieces that are written and read one after the other, each in a transaction of its own: whatever
 * reaches the database reaches them, and none holds up a writer for long. Locations are {@code rows/<org>/<uuid>}.
 */
final class DatabaseFileStore implements FileStore {

    /** How long it may take from a content's first piece to its file's row; the clocks of nodes may differ by the rest. */
    static final Duration GIVEN_UP = Duration.ofMinutes(30);

    /** From when on what was begun counts as left behind. */
    static final Duration ABANDONED = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFileStore.class);
    private static final String PREFIX = "rows/";
    private static final int ID_LENGTH = 36;
    private static final int SWEPT_AT_ONCE = 1_000;

    private final Database database;
    private final FileContentRepository contents;
    private final Disk disk;
    private final Clock clock;

    /** @param disk reads what arrives */
    DatabaseFileStore(Database database, FileContentRepository contents, Disk disk, Clock clock) {
        this.database = database;
        this.contents = contents;
        this.disk = disk;
        this.clock = clock;
    }

    /** Whether a location is one of this store. */
    static boolean has(String location) {
        return location.startsWith(PREFIX);
    }

    static String location(FileContent content) {
        return PREFIX + content.org() + "/" + content.id();
    }

    @Override
    public String locate(NewFile file) {
        return location(new FileContent(file.org(), Ids.next()));
    }

    @Override
    public Mono<Void> keep(TempFile arrived, String location) {
        FileContent content = require(location);
        return Mono.defer(() -> {
            int chunks = (int) FileContentRepository.chunks(arrived.size());
            return contents.begin(database, content, clock.millis())
                    .thenMany(Flux.range(0, chunks))
                    .concatMap(chunk -> add(content, chunk, arrived), 0)
                    .then();
        });
    }

    private Mono<Void> add(FileContent content, long chunk, TempFile arrived) {
        long offset = chunk * FileContentRepository.CHUNK_BYTES;
        return disk.call(() -> arrived.read(offset, FileContentRepository.CHUNK_BYTES))
                .flatMap(bytes -> contents.add(database, content, chunk, bytes));
    }

    @Override
    public Mono<Void> settle(Queries transaction, String location) {
        long since = clock.millis() - GIVEN_UP.toMillis();
        return contents.complete(transaction, require(location), since)
                .filter(completed -> completed)
                .switchIfEmpty(Mono.error(() -> HubException.of(
                        ErrorCode.STORAGE_ERROR, "The file took too long to be stored; upload it again")))
                .then();
    }

    @Override
    public Mono<Download> open(StoredFile file) {
        return Mono.justOrEmpty(parse(file.location()))
                .filterWhen(content -> isWhole(content, file))
                .map(content -> new DatabaseDownload(database, contents, content, file.size()));
    }

    private Mono<Boolean> isWhole(FileContent content, StoredFile file) {
        return contents.count(database, content).map(chunks -> {
            boolean whole = chunks == FileContentRepository.chunks(file.size());
            if (!whole) {
                LOG.warn("a file is missing: {}", file.location());
            }
            return whole;
        });
    }

    @Override
    public Mono<Void> delete(String location) {
        return Mono.justOrEmpty(parse(location)).flatMap(content -> contents.delete(database, content));
    }

    @Override
    public Mono<Void> deleteAll(OrgId org) {
        return contents.deleteAll(database, org);
    }

    /** On whichever node, and on several at once: what is gone already does not disturb. */
    @Override
    public Mono<Void> sweep(Instant now) {
        return contents.listBegunBefore(database, now.minus(ABANDONED).toEpochMilli(), SWEPT_AT_ONCE)
                .flatMapMany(Flux::fromIterable)
                .doOnNext(content -> LOG.info("removing the abandoned upload {}", location(content)))
                .concatMap(content -> contents.delete(database, content))
                .then();
    }

    private static FileContent require(String location) {
        return parse(location).orElseThrow(() -> new IllegalArgumentException("Not a location: " + location));
    }

    static Optional<FileContent> parse(String location) {
        int slash = PREFIX.length() + ID_LENGTH;
        if (!has(location) || location.length() <= slash || location.charAt(slash) != '/') {
            return Optional.empty();
        }
        Optional<OrgId> org = OrgId.parse(location.substring(PREFIX.length(), slash));
        return org.flatMap(known -> Ids.parse(location.substring(slash + 1)).map(id -> new FileContent(known, id)));
    }
}
