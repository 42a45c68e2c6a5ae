package dev.parley.server.client;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;

/** The beginning of a body that has no end; then the connection is given up. */
final class StreamStart implements BodySubscriber<String> {

    private final CompletableFuture<String> start = new CompletableFuture<>();
    private Flow.Subscription subscription;

    /** The whole body as a text, or the start of a stream of events. */
    static BodySubscriber<String> orWhole(ResponseInfo response) {
        boolean streams = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        return streams ? new StreamStart() : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<String> getBody() {
        return start;
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
        subscription = body;
        body.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        start.complete(bytes.stream()
                .map(StandardCharsets.UTF_8::decode)
                .map(CharSequence::toString)
                .collect(Collectors.joining()));
        subscription.cancel();
    }

    @Override
    public void onError(Throwable error) {
        start.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        start.complete("");
    }
}
