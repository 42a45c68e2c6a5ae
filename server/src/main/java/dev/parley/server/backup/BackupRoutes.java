package dev.parley.server.backup;

import dev.parley.persistence.Database;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.auth.Access;
import dev.parley.server.file.FileDestination;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.FutureMono;

/** Gives the operator a backup of a running hub. */
public final class BackupRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(BackupRoutes.class);

    /** How long the client may take for one piece; the database keeps old versions of what changes meanwhile. */
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final Database database;
    private final FileDestination files;
    private final String implementation;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong lastMillis = new AtomicLong();

    public BackupRoutes(
            Database database, FileDestination files, String implementation, MeterRegistry registry, Clock clock) {
        this.database = database;
        this.files = files;
        this.implementation = implementation;
        this.clock = clock;
        registry.gauge("parley.backup.last.seconds", lastMillis, millis -> millis.get() / 1_000.0);
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/platform/backup", Access.superAdmin(), this::backUp, BackupDocs.BACK_UP);
    }

    private Mono<Reply> backUp(Call call) {
        if (running.get()) {
            throw HubException.of(ErrorCode.CONFLICT, "A backup is being made; wait for its end");
        }
        return Mono.just(Reply.live("application/zip", this::send)
                .header("Content-Disposition", "attachment; filename=\"parley-backup.zip\""));
    }

    private Mono<Void> send(Channel channel) {
        return Mono.defer(() -> {
            if (!running.compareAndSet(false, true)) {
                return Mono.error(new IllegalStateException("Another backup has just begun"));
            }
            long begun = clock.millis();
            LOG.info("a backup begins");
            return new ArchiveWriter(database, files, implementation, clock)
                    .write()
                    .concatMap(bytes -> write(channel, bytes), 0)
                    .reduce(0L, Long::sum)
                    .doOnNext(bytes -> ended(bytes, clock.millis() - begun))
                    .doOnError(error -> LOG.error("the backup failed", error))
                    .doFinally(this::release)
                    .then();
        });
    }

    private static Mono<Long> write(Channel channel, byte[] bytes) {
        return FutureMono.deferFuture(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)))
                .timeout(STALLED)
                .thenReturn((long) bytes.length);
    }

    private void ended(long bytes, long millis) {
        lastMillis.set(clock.millis());
        LOG.info("the backup has {} bytes and took {} ms", bytes, millis);
    }

    private void release(SignalType end) {
        if (end == SignalType.CANCEL) {
            LOG.warn("the client of the backup has gone before its end");
        }
        running.set(false);
    }
}
