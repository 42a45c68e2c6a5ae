package dev.parley.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.persistence.audit.AuditFilter;
import dev.parley.protocol.audit.AuditEntry;
import dev.parley.server.auth.Caller;
import dev.parley.server.http.LiveBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;

/** Writes an audit log as a file, however long it is: a page is read when the one before has been sent. */
final class AuditExport {

    /** The most rows of one file. */
    static final int MAX_ROWS = 100_000;

    private static final int PAGE = 500;

    /** How long the client may take for one page. */
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final AuditLog log;

    AuditExport(AuditLog log) {
        this.log = log;
    }

    /** The wanted rows of the caller's organisation. */
    LiveBody of(Caller caller, AuditFilter filter, AuditFormat format) {
        return channel -> Flux.concat(Mono.just(format.head()), rows(caller, filter, format))
                .filter(text -> !text.isEmpty())
                .concatMap(text -> write(channel, text), 0)
                .then();
    }

    private Flux<String> rows(Caller caller, AuditFilter filter, AuditFormat format) {
        return log.list(caller, filter, PAGE)
                .expand(page -> page.size() < PAGE ? Mono.empty() : log.list(caller, after(filter, page), PAGE))
                .take(MAX_ROWS / PAGE)
                .map(page -> page.stream().map(format::row).collect(Collectors.joining()));
    }

    private static AuditFilter after(AuditFilter filter, List<AuditEntry> page) {
        return filter.before(page.get(page.size() - 1).id());
    }

    private static Mono<Void> write(Channel channel, String text) {
        return FutureMono.deferFuture(() -> channel.writeAndFlush(Unpooled.copiedBuffer(text, UTF_8)))
                .timeout(STALLED);
    }
}
