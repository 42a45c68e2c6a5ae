package dev.parley.server.ws;

import dev.parley.server.fanout.Connection;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.io.IOException;

/**
 * Sees a client's control frames when they arrive. A pong counts at once, however many frames wait before it; a close must
 * wait its turn, as those frames are still to be handled: passed on as it is, it would end the connection over them. A ping
 * of a client that does not read stays unanswered, or the pongs would pile up. Used on the event loop only, from the first
 * frame on: clients need not wait until they are admitted.
 */
final class ControlFrames extends ChannelInboundHandlerAdapter {

    static final String NAME = "parley.controlFrames";

    private Connection connection;

    /** From now on its pongs count; those before are nobody's. */
    void admitted(Connection admitted) {
        connection = admitted;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PongWebSocketFrame pong) {
            if (connection != null) {
                connection.pong();
            }
            pong.release();
        } else if (message instanceof PingWebSocketFrame ping
                && !context.channel().isWritable()) {
            ping.release();
        } else if (message instanceof CloseWebSocketFrame close) {
            context.fireChannelRead(new Goodbye(close.statusCode()));
            close.release();
        } else {
            context.fireChannelRead(message);
        }
    }

    /** That a client left in the middle of something is no news: the end of the connection follows. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        if (!(error instanceof PrematureChannelClosureException || error instanceof IOException)) {
            context.fireExceptionCaught(error);
        }
    }

    /** A client's close in the place of the frame it came in. */
    static final class Goodbye extends BinaryWebSocketFrame {

        /** What RFC 6455 has an endpoint assume when the close names no code; it must not be sent. */
        private static final int NO_CODE = -1;

        private final int code;

        private Goodbye(int code) {
            super(Unpooled.EMPTY_BUFFER);
            this.code = code;
        }

        /** The close to answer with: the client's code, or 1000 when it gave none. */
        Connection.Close answer() {
            return new Connection.Close(code == NO_CODE ? 1000 : code, "");
        }
    }
}
