package dev.parley.server.http;

import dev.parley.server.trace.Span;
import dev.parley.server.trace.Tracer;
import io.netty.handler.codec.http.HttpHeaders;

/** Traces requests: by their method, the template of their route and the status of the answer, nothing that a client chose. */
final class RequestSpans {

    private RequestSpans() {}

    /** Begins the span of a request, in the trace that it says it belongs to. */
    static void begin(Tracer tracer, Call call) {
        if (tracer.isOn()) {
            HttpHeaders headers = call.request().requestHeaders();
            call.setSpan(tracer.begin("HTTP", headers.getAll("traceparent"), headers.getAll("tracestate")));
        }
    }

    /**
     * Ends it.
     *
     * @param method one of the usual names, or {@code OTHER}
     */
    static void end(Call call, String method, String route, int status) {
        Span span = call.span();
        if (span == Span.none()) {
            return;
        }
        span.rename(method + " " + route);
        span.tell("http.request.method", method.equals("OTHER") ? "_OTHER" : method);
        span.tell("http.route", route);
        span.tell("http.response.status_code", status);
        if (status >= 500) {
            span.fail();
        }
        span.end();
    }
}
