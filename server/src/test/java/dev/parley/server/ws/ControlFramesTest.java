package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.Connection;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlFramesTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Connection connection =
            new Connection(OrgId.next(), new Caller.OrgAdmin(OrgId.next(), Optional.empty()), channel, 0);

    ControlFramesTest() {
        ControlFrames controls = new ControlFrames();
        controls.admitted(connection);
        channel.pipeline().addLast(controls);
    }

    @Test
    void aPongCountsAtOnceAndGoesNoFurther() {
        assertThat(connection.answeredSinceLastPing()).isTrue();
        assertThat(connection.answeredSinceLastPing()).isFalse();

        channel.writeInbound(new PongWebSocketFrame());

        assertThat(connection.answeredSinceLastPing()).isTrue();
        assertThat(channel.inboundMessages()).isEmpty();
    }

    @Test
    void onlyTheEndOfTheConnectionTellsThatAMessageWasCutShort() {
        channel.pipeline().fireExceptionCaught(new PrematureChannelClosureException());
        channel.checkException();
        channel.pipeline().fireExceptionCaught(new TooLongFrameException());
        assertThatThrownBy(channel::checkException).isInstanceOf(TooLongFrameException.class);
    }

    @Test
    void pongsDoNotPileUpForWhoeverDoesNotRead() {
        PingWebSocketFrame answered = new PingWebSocketFrame();
        channel.writeInbound(answered);
        assertThat(channel.inboundMessages()).containsExactly(answered);
        channel.releaseInbound();

        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        channel.write(Unpooled.wrappedBuffer(new byte[100]));
        PingWebSocketFrame dropped = new PingWebSocketFrame(Unpooled.buffer());
        channel.writeInbound(dropped);

        assertThat(channel.inboundMessages()).isEmpty();
        assertThat(dropped.refCnt()).isZero();
        channel.flush();
        channel.releaseOutbound();
    }
}
