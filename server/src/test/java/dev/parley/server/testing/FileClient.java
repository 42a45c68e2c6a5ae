package dev.parley.server.testing;

import dev.parley.server.client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A bot that uploads and downloads bytes. Blocks. */
public final class FileClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final String token;

    public FileClient(TestBot bot) {
        this.base = bot.http().base();
        this.token = bot.token();
    }

    public Answer upload(byte[] form) {
        return upload(Form.CONTENT_TYPE, form);
    }

    public Answer upload(String contentType, byte[] form) {
        HttpRequest request = request("/api/files/upload")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(form))
                .build();
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** Uploads, which must succeed, and answers the file's URL. */
    public String url(String name, String type, byte[] content) {
        return upload(Form.file(name, type, content)).json().path("url").asString();
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<byte[]> head(String path, String... headers) {
        HttpRequest.Builder request = request(path).method("HEAD", BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Without credentials. */
    public HttpResponse<byte[]> getOpenly(URI url) {
        return send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
    }

    public URI at(String path) {
        return URI.create(base + path);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(at(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
