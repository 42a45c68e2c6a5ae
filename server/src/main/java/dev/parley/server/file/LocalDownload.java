package dev.parley.server.file;

import dev.parley.server.http.Download;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A file on this machine. It is opened for each piece, so that a thousand slow clients hold no file open. */
record LocalDownload(Path file, long size, Disk disk) implements Download {

    @Override
    public <T> Mono<T> read(long offset, int length, Function<ByteBuf, T> taker) {
        return disk.call(() -> taker.apply(read(offset, length)));
    }

    private ByteBuf read(long offset, int length) throws IOException {
        ByteBuf bytes = ByteBufAllocator.DEFAULT.ioBuffer(length, length);
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.isWritable()) {
                if (bytes.writeBytes(from, offset + bytes.readableBytes(), bytes.writableBytes()) < 0) {
                    throw new EOFException("The file has become shorter: " + file);
                }
            }
            return bytes.retain();
        } finally {
            bytes.release();
        }
    }
}
