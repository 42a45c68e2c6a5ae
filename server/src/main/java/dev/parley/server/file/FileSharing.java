package dev.parley.server.file;

import dev.parley.config.FileSettings;
import dev.parley.config.LimitSettings;
import dev.parley.persistence.Database;
import dev.parley.persistence.file.SqlFileContentRepository;
import dev.parley.persistence.file.SqlFileRepository;
import dev.parley.protocol.OrgId;
import dev.parley.server.http.Routes;
import dev.parley.server.journal.Journal;
import dev.parley.server.org.OrgData;
import dev.parley.server.org.OrgSettingsCache;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The files of organisations, put together: in a directory or in the database. */
public final class FileSharing implements OrgData, AutoCloseable {

    /** How often {@link #sweep} should run. */
    public static final Duration SWEEP = Duration.ofHours(6);

    private final Disk disk;
    private final FileStore store;
    private final Routes routes;
    private final Mono<Void> sweep;

    private FileSharing(Disk disk, FileStore store, Routes routes, Mono<Void> sweep) {
        this.disk = disk;
        this.store = store;
        this.routes = routes;
        this.sweep = sweep;
    }

    /** Opens the stores; blocks until their directories are there. */
    public static FileSharing open(
            FileSettings where,
            LimitSettings limits,
            Database database,
            Journal journal,
            OrgSettingsCache settings,
            ShareLinks links,
            MeterRegistry registry,
            Clock clock)
            throws IOException {
        Disk disk = new Disk();
        LocalFileStore directory = LocalFileStore.open(where.directory(), disk);
        DatabaseFileStore rows = new DatabaseFileStore(database, new SqlFileContentRepository(), disk, clock);
        FileStore forNew = where.store() == FileSettings.Store.DATABASE ? rows : directory;
        FileStore store = new FileStores(forNew, directory, rows);
        SqlFileRepository files = new SqlFileRepository();
        UploadSlots slots = new UploadSlots();
        FileMetrics metrics = new FileMetrics(registry, slots);
        UploadQuota quota = new UploadQuota(files, settings, limits.fileUploadMibPerDay(), clock);
        long maxBytes = (long) limits.maxFileSizeMib() << 20;
        Staging staging = directory.staging();
        Uploads uploads = new Uploads(journal, quota, store, staging, disk, maxBytes, slots, metrics);
        Routes routes = new FileRoutes(uploads, new FileService(database, files, store, links), metrics);
        Mono<Void> sweep = Mono.defer(() -> staging.sweep(clock.instant()).then(store.sweep(clock.instant())));
        return new FileSharing(disk, store, routes, sweep);
    }

    public Routes routes() {
        return routes;
    }

    /** Removes uploads that a crash left behind. */
    public Mono<Void> sweep() {
        return sweep;
    }

    /** Removes the bytes of every file of the organisation. */
    @Override
    public Mono<Void> remove(OrgId org) {
        return store.deleteAll(org);
    }

    @Override
    public void close() throws InterruptedException {
        disk.close();
    }
}
