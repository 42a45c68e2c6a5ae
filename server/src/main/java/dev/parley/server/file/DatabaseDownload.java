package dev.parley.server.file;

import dev.parley.persistence.Queries;
import dev.parley.persistence.file.FileContent;
import dev.parley.persistence.file.FileContentRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.http.Download;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A file in the database: of each of its pieces, what is asked for. The bytes are on the heap, so none can be leaked. */
record DatabaseDownload(Queries database, FileContentRepository contents, FileContent content, long size)
        implements Download {

    private static final int CHUNK = FileContentRepository.CHUNK_BYTES;

    @Override
    public <T> Mono<T> read(long offset, int length, Function<ByteBuf, T> taker) {
        int first = (int) (offset / CHUNK);
        int last = (int) ((offset + length - 1) / CHUNK);
        return Flux.range(first, last - first + 1)
                .concatMap(chunk -> part(chunk, offset, offset + length), 0)
                .collectList()
                .publishOn(Schedulers.parallel())
                .map(parts -> taker.apply(Unpooled.wrappedBuffer(parts.toArray(byte[][]::new))));
    }

    private Mono<byte[]> part(long chunk, long from, long to) {
        long start = chunk * CHUNK;
        int offset = (int) (Math.max(from, start) - start);
        int end = (int) (Math.min(to, start + CHUNK) - start);
        return contents.read(database, content, chunk, offset, end - offset)
                .filter(bytes -> bytes.length == end - offset)
                .switchIfEmpty(Mono.error(() ->
                        HubException.of(ErrorCode.STORAGE_ERROR, "A part of the file is gone; tell the operator")));
    }
}
