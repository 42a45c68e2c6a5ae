package dev.parley.server.thread;

import dev.parley.server.testing.Api;
import dev.parley.server.testing.Api.Answer;

/** An {@link Api} for tests full of JSON: it may be written with single quotes. */
public record Client(Api api) {

    /** The same client with one more header on every request. */
    public Client with(String name, String value) {
        return new Client(api.with(name, value));
    }

    public Answer get(String path) {
        return api.get(path);
    }

    public Answer post(String path, String json) {
        return api.postText(path, quoted(json));
    }

    public Answer post(String path) {
        return api.post(path);
    }

    public Answer patch(String path, String json) {
        return api.patchText(path, quoted(json));
    }

    public Answer delete(String path) {
        return api.delete(path);
    }

    public static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
