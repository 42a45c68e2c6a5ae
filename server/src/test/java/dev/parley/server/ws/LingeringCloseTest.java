package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a client that was told to go may stay. */
class LingeringCloseTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final byte[] GOODBYE = {(byte) 0x88, 2, 1009 >> 8, (byte) 1009};

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatIsStillSendingReadsTheCloseFrameAndTheEnd() throws Exception {
        try (Socket client = connect(1 << 30, LONG)) {
            Channel server = closedOver(client);
            client.getOutputStream().write(new byte[8 << 20]);

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(GOODBYE);
            assertThat(server.isOpen()).isTrue();
            client.close();
            assertThat(server.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClientThatGoesOnSendingIsCutOff() throws Exception {
        try (Socket client = connect(1 << 20, LONG)) {
            closedOver(client);
            assertThatThrownBy(() -> sendForever(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aClientThatStaysIsCutOff() throws Exception {
        try (Socket client = connect(1 << 20, Duration.ofMillis(50))) {
            Channel server = closedOver(client);
            assertThat(server.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSecondCloseIsAtOnce() throws Exception {
        try (Socket client = connect(1 << 20, LONG)) {
            Channel server = closedOver(client);
            assertThat(server.close().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nobodyWaitsForAClientThatWasToldNothing() throws Exception {
        try (Socket client = connect(1 << 20, LONG)) {
            assertThat(client.isConnected()).isTrue();
            assertThat(accepted.take().close().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void sendForever(Socket client) throws IOException {
        byte[] some = new byte[64 << 10];
        while (true) {
            client.getOutputStream().write(some);
        }
    }

    /** The server's end of the connection, after it has said goodbye. */
    private Channel closedOver(Socket client) throws InterruptedException {
        Channel server = accepted.take();
        server.writeAndFlush(new CloseWebSocketFrame(1009, "")).addListener(sent -> server.close());
        assertThat(client.isConnected()).isTrue();
        return server;
    }

    private Socket connect(long mostBytes, Duration patience) throws Exception {
        Channel listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new WebSocket13FrameEncoder(false), new LingeringClose(mostBytes, patience));
                        accepted.add(channel);
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        InetSocketAddress address = (InetSocketAddress) listening.localAddress();
        return new Socket(address.getAddress(), address.getPort());
    }
}
