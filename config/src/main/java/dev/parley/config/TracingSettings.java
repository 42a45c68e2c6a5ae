package dev.parley.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where traces go, by the names that OpenTelemetry gives these settings.
 *
 * @param endpoint the collector, below which each signal has a path; empty when nothing is traced
 * @param headers sent with every request to it
 * @param serviceName by which the hub is known there
 * @param ratio of the traces that begin here which are recorded, 0 to 1
 */
public record TracingSettings(
        Optional<URI> endpoint, OtlpHeaders headers, String serviceName, Sampler sampler, double ratio) {

    /** How it is decided which traces are recorded. */
    public enum Sampler {
        /** Every one. */
        ALWAYS_ON(false),
        /** None; those of clients are passed on. */
        ALWAYS_OFF(false),
        /** Some, whatever clients want. */
        TRACEIDRATIO(false),
        /** Every one, but those of clients who do not record theirs. */
        PARENTBASED_ALWAYS_ON(true),
        /** Those of clients who record theirs. */
        PARENTBASED_ALWAYS_OFF(true),
        /** Some, and those of clients who record theirs. */
        PARENTBASED_TRACEIDRATIO(true);

        private final boolean asksParent;

        Sampler(boolean asksParent) {
            this.asksParent = asksParent;
        }

        /** Whether a client decides about a trace of its own. */
        public boolean asksParent() {
            return asksParent;
        }

        private double ratio(double given) {
            return switch (this) {
                case ALWAYS_ON, PARENTBASED_ALWAYS_ON -> 1;
                case ALWAYS_OFF, PARENTBASED_ALWAYS_OFF -> 0;
                case TRACEIDRATIO, PARENTBASED_TRACEIDRATIO -> given;
            };
        }

        @Override
        public String toString() {
            return Kind.lowerCase(this);
        }
    }

    private static final Variable<URI> ENDPOINT = Variable.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            Kind.of("an `http://` or `https://` URL without user, query and fragment", TracingSettings::endpoint),
            "The OpenTelemetry collector that traces go to, such as `http://collector:4318`: by OTLP over HTTP, as"
                    + " JSON, to `/v1/traces` below it. Not set: nothing is traced.");

    private static final Variable<OtlpHeaders> HEADERS = Variable.of(
            "OTEL_EXPORTER_OTLP_HEADERS", OtlpHeaders.KIND, "Headers for the collector, such as its API key.");

    private static final Variable<String> SERVICE_NAME = Variable.of(
                    "OTEL_SERVICE_NAME", Kind.of("any text", text -> text), "The name of the hub in traces.")
            .byDefault("parley");

    private static final Variable<Sampler> SAMPLER = Variable.of(
                    "OTEL_TRACES_SAMPLER",
                    Kind.oneOf(Sampler.class),
                    "Which traces are recorded; with `parentbased`, a client that sends a `traceparent` decides for"
                            + " its own.")
            .byDefault("parentbased_always_on");

    private static final Variable<Double> RATIO = Variable.of(
                    "OTEL_TRACES_SAMPLER_ARG",
                    Kind.of("a number from 0 to 1", TracingSettings::ratio),
                    "The part of the traces that a `traceidratio` records.")
            .byDefault("1.0");

    static TracingSettings read(Reading reading) {
        Optional<URI> endpoint = reading.find(ENDPOINT);
        OtlpHeaders headers = reading.find(HEADERS).orElse(OtlpHeaders.NONE);
        String service = reading.value(SERVICE_NAME);
        Sampler sampler = reading.value(SAMPLER);
        return new TracingSettings(endpoint, headers, service, sampler, sampler.ratio(reading.value(RATIO)));
    }

    /** Where spans are posted to; empty when nothing is traced. */
    public Optional<URI> spans() {
        return endpoint.map(base -> URI.create(base.toString().replaceFirst("/+$", "") + "/v1/traces"));
    }

    private static URI endpoint(String text) {
        URI base = URI.create(text);
        Kind.require("http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme()));
        Kind.require(base.getHost() != null && base.getRawUserInfo() == null);
        Kind.require(base.getRawQuery() == null && base.getRawFragment() == null);
        return base;
    }

    private static double ratio(String text) {
        double ratio = Double.parseDouble(text);
        Kind.require(ratio >= 0 && ratio <= 1);
        return ratio;
    }
}
