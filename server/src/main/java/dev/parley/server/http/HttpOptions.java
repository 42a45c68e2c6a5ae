package dev.parley.server.http;

import java.util.List;
import java.util.Optional;

/**
 * How the HTTP door listens and what it tells about itself.
 *
 * @param host address to bind
 * @param port to bind; 0 takes a free one
 * @param basePath URL prefix under which a proxy publishes the hub: empty, or {@code /x} without trailing slash
 * @param corsOrigins origins whose pages may call the API; a lone {@code *} stands for all
 * @param domain public host name, with or without port
 * @param devMode shows messages and stacks of unexpected errors to clients
 * @param maxBodyBytes limit of a JSON body
 * @param writeHighWaterBytes bytes a connection may have unsent before it counts as not writable
 * @param limits what a connection may take its time with
 */
public record HttpOptions(
        String host,
        int port,
        String basePath,
        List<String> corsOrigins,
        Optional<String> domain,
        boolean devMode,
        int maxBodyBytes,
        int writeHighWaterBytes,
        ConnectionLimits limits) {

    /** The limit of a JSON body that the contract names: 1 MiB. */
    public static final int MAX_BODY_BYTES = 1 << 20;

    /** No prefix, no CORS, no public name, production's strictness. */
    public static HttpOptions at(String host, int port) {
        return new HttpOptions(
                host,
                port,
                "",
                List.of(),
                Optional.empty(),
                false,
                MAX_BODY_BYTES,
                256 << 10,
                ConnectionLimits.DEFAULT);
    }

    public HttpOptions withBasePath(String path) {
        return new HttpOptions(
                host, port, path, corsOrigins, domain, devMode, maxBodyBytes, writeHighWaterBytes, limits);
    }

    public HttpOptions withCorsOrigins(List<String> origins) {
        return new HttpOptions(
                host, port, basePath, origins, domain, devMode, maxBodyBytes, writeHighWaterBytes, limits);
    }

    public HttpOptions withDomain(String name) {
        return new HttpOptions(
                host,
                port,
                basePath,
                corsOrigins,
                Optional.of(name),
                devMode,
                maxBodyBytes,
                writeHighWaterBytes,
                limits);
    }

    public HttpOptions withDevMode(boolean on) {
        return new HttpOptions(
                host, port, basePath, corsOrigins, domain, on, maxBodyBytes, writeHighWaterBytes, limits);
    }

    public HttpOptions withWriteHighWaterBytes(int bytes) {
        return new HttpOptions(host, port, basePath, corsOrigins, domain, devMode, maxBodyBytes, bytes, limits);
    }

    public HttpOptions withLimits(ConnectionLimits other) {
        return new HttpOptions(
                host, port, basePath, corsOrigins, domain, devMode, maxBodyBytes, writeHighWaterBytes, other);
    }
}
