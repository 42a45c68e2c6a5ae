package dev.parley.server.ws;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/** Sets up how a connection's bytes become frames, once its handshake is done. */
final class FramePipeline {

    /** The name Netty's handshake gives its decoder. */
    private static final String DECODER = "wsdecoder";

    private FramePipeline() {}

    /**
     * Replaces the decoder, which closes the connection itself over a frame it cannot read, by one that only reports it:
     * what the client sent before is still to be answered.
     */
    static void prepare(ChannelPipeline pipeline, int maxFrameBytes) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxFrameBytes)
                .closeOnProtocolViolation(false)
                .allowExtensions(false)
                .build();
        pipeline.replace(DECODER, DECODER, new WebSocket13FrameDecoder(config));
        pipeline.addBefore(
                DECODER, LingeringClose.NAME, new LingeringClose(LingeringClose.MOST_BYTES, LingeringClose.PATIENCE));
    }
}
