package dev.parley.server.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * Encodes an unmasked, unfragmented RFC 6455 frame once, as bytes: a raw buffer passes Netty's WebSocket encoder untouched,
 * so the same bytes serve every connection.
 */
final class WireFrames {

    private static final int FIN_TEXT = 0x81;
    private static final int FIN_PING = 0x89;
    private static final int MAX_HEADER_BYTES = 10;

    private WireFrames() {}

    static ByteBuf text(String json) {
        int length = ByteBufUtil.utf8Bytes(json);
        ByteBuf frame = header(FIN_TEXT, length);
        ByteBufUtil.reserveAndWriteUtf8(frame, json, length);
        return frame;
    }

    static ByteBuf text(byte[] utf8) {
        return header(FIN_TEXT, utf8.length).writeBytes(utf8);
    }

    static ByteBuf ping() {
        return header(FIN_PING, 0);
    }

    private static ByteBuf header(int opcode, int length) {
        ByteBuf frame = ByteBufAllocator.DEFAULT.ioBuffer(MAX_HEADER_BYTES + length);
        frame.writeByte(opcode);
        if (length < 126) {
            return frame.writeByte(length);
        }
        if (length < 1 << 16) {
            return frame.writeByte(126).writeShort(length);
        }
        return frame.writeByte(127).writeLong(length);
    }
}
