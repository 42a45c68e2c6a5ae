package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a route does, in the words of the server's OpenAPI document. What follows from the route's guard and method alone,
 * such as the credentials and the errors of a bad one, is not said here. Immutable; every method gives a new one.
 *
 * @param id unique, in camel case, for those who generate code
 * @param summary what it does, in a few words
 * @param description more, as Markdown; empty when the summary is enough
 * @param path what the variable segments of the route's template stand for
 * @param query in the order in which they are shown
 * @param answers when all goes well
 * @param errors those it has of its own
 * @param repeatable whether it takes an {@code Idempotency-Key}
 */
public record Operation(
        String id,
        String summary,
        String description,
        Map<String, String> path,
        List<Query> query,
        Optional<Request> request,
        List<Answer> answers,
        List<Failure> errors,
        boolean repeatable) {

    private static final String JSON = "application/json";

    /** A query parameter. */
    public record Query(String name, Schema schema, String description) {}

    /** A request's body. */
    public record Request(String mediaType, Schema schema) {}

    /**
     * An answer.
     *
     * @param mediaType empty for one without a body
     * @param type of a JSON value, with the arguments of a generic one after it; empty for any other
     */
    public record Answer(int status, Optional<String> mediaType, List<Class<?>> type) {}

    /** An error, with the status it has here. */
    public record Failure(int status, ErrorCode code) {}

    public static Operation of(String id, String summary) {
        return new Operation(id, summary, "", Map.of(), List.of(), Optional.empty(), List.of(), List.of(), false);
    }

    /** With more to read than the summary. */
    public Operation describe(String markdown) {
        return new Operation(id, summary, markdown, path, query, request, answers, errors, repeatable);
    }

    /** With what a variable segment stands for. */
    public Operation path(String name, String meaning) {
        Map<String, String> more = new TreeMap<>(path);
        more.put(name, meaning);
        return new Operation(id, summary, description, more, query, request, answers, errors, repeatable);
    }

    /** With a query parameter, which may be left out. */
    public Operation query(String name, Schema schema, String meaning) {
        return new Operation(
                id,
                summary,
                description,
                path,
                added(query, new Query(name, schema, meaning)),
                request,
                answers,
                errors,
                repeatable);
    }

    /** With a page size from 1 to {@code max}, {@code fallback} by default; what is outside is brought into the range. */
    public Operation limit(String name, int fallback, int max) {
        return query(name, Schema.integer(1, max).byDefault(fallback), "How many to answer with, at most.");
    }

    /** With a JSON object as the request's body. */
    public Operation body(Schema object) {
        return body(JSON, object);
    }

    /** With a request's body of another media type. */
    public Operation body(String mediaType, Schema schema) {
        Request body = new Request(mediaType, schema);
        return new Operation(id, summary, description, path, query, Optional.of(body), answers, errors, repeatable);
    }

    /** 200 with a JSON value of that type; said twice, either of them. */
    public Operation answers(Class<?> type, Class<?>... arguments) {
        return answers(200, type, arguments);
    }

    /** A JSON value of that type under that status. */
    public Operation answers(int status, Class<?> type, Class<?>... arguments) {
        List<Class<?>> types = new ArrayList<>(List.of(arguments));
        types.add(0, type);
        return answers(new Answer(status, Optional.of(JSON), List.copyOf(types)));
    }

    /** 200 with something that is not JSON. */
    public Operation answersWith(String mediaType) {
        return answersWith(200, mediaType);
    }

    /** Something that is not JSON under that status. */
    public Operation answersWith(int status, String mediaType) {
        return answers(new Answer(status, Optional.of(mediaType), List.of()));
    }

    /** A status without a body. */
    public Operation answersEmpty(int status) {
        return answers(new Answer(status, Optional.empty(), List.of()));
    }

    private Operation answers(Answer answer) {
        return new Operation(
                id, summary, description, path, query, request, added(answers, answer), errors, repeatable);
    }

    /** May fail with these, under the status that is theirs. */
    public Operation fails(ErrorCode... codes) {
        Operation result = this;
        for (ErrorCode code : codes) {
            result = result.failsAs(code.status(), code);
        }
        return result;
    }

    /** May fail with that code, under another status than usual. */
    public Operation failsAs(int status, ErrorCode code) {
        List<Failure> more = added(errors, new Failure(status, code));
        return new Operation(id, summary, description, path, query, request, answers, more, repeatable);
    }

    /** Does what it does once, however often it is asked for with the same {@code Idempotency-Key}. */
    public Operation once() {
        return new Operation(id, summary, description, path, query, request, answers, errors, true);
    }

    private static <T> List<T> added(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return List.copyOf(more);
    }
}
