package dev.parley.server.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * A file while it arrives. It comes into being with its first byte, and is gone when it is discarded; after that, nothing
 * can be done with it, however late it comes. All methods but the constructor block.
 */
final class TempFile {

    private final Path path;
    private FileChannel channel;
    private long size;
    private boolean discarded;

    /** A file that is not there yet. */
    TempFile(Path path) {
        this.path = path;
    }

    /** Bytes written so far. */
    synchronized long size() {
        return size;
    }

    synchronized void write(ByteBuffer bytes) throws IOException {
        FileChannel to = open();
        while (bytes.hasRemaining()) {
            size += to.write(bytes);
        }
    }

    /** The first bytes, at most {@code length}. */
    synchronized byte[] head(int length) throws IOException {
        return read(0, length);
    }

    /** Bytes from {@code offset} on, fewer than {@code length} at its end. */
    synchronized byte[] read(long offset, int length) throws IOException {
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(length, size - offset));
        FileChannel from = open();
        while (part.hasRemaining()) {
            if (from.read(part, offset + part.position()) < 0) {
                break;
            }
        }
        return Arrays.copyOf(part.array(), part.position());
    }

    /** Puts what was written to where it stays; it is on disk when this returns, though its new directory may not be. */
    synchronized void moveTo(Path target) throws IOException {
        FileChannel file = open();
        file.force(true);
        file.close();
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes it, unless it was moved. */
    synchronized void discard() throws IOException {
        discarded = true;
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(path);
        }
    }

    private FileChannel open() throws IOException {
        if (discarded) {
            throw new CancellationException("The request this file belongs to has ended");
        }
        if (channel == null) {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        return channel;
    }
}
