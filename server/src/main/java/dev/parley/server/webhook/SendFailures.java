package dev.parley.server.webhook;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says why a POST got no answer, in words that tell its receiver's owner what to look at, and nothing about the network. */
final class SendFailures {

    private SendFailures() {}

    static Attempt attempt(Throwable error, Duration took) {
        if (isCause(error, AddressRefusedException.class)) {
            return Attempt.blocked("address not allowed: the host leads to one that is private, local or reserved");
        }
        if (error instanceof IllegalArgumentException) {
            return Attempt.blocked("the URL cannot be used");
        }
        return Attempt.failed(reason(error), took);
    }

    private static String reason(Throwable error) {
        if (isCause(error, UnknownHostException.class)) {
            return "the host is unknown";
        }
        if (isCause(error, SSLException.class)) {
            return "no TLS connection: is the certificate valid?";
        }
        if (isCause(error, ConnectTimeoutException.class)) {
            return "no connection: the host does not respond";
        }
        if (isCause(error, ConnectException.class)) {
            return "no connection: refused, or unreachable";
        }
        if (isCause(error, TimeoutException.class)) {
            return "no answer within " + WebhookSender.TIMEOUT.toSeconds() + " s";
        }
        return "the connection ended before there was an answer";
    }

    private static boolean isCause(Throwable error, Class<? extends Throwable> type) {
        return Stream.iterate(error, next -> next != null, Throwable::getCause)
                .limit(10)
                .anyMatch(type::isInstance);
    }
}
