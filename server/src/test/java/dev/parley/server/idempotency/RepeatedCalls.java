package dev.parley.server.idempotency;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import java.util.List;
import java.util.function.Function;

/** A request for each thing that can be asked for repeatedly; what can come to different ends has one for each end. */
final class RepeatedCalls {

    private RepeatedCalls() {}

    /**
     * @param what the route, or the type of the frame
     * @param end what comes of it, where that may differ; else empty
     * @param status with which it is answered, or {@code ack}
     */
    record Sample(String what, String end, String status, Function<RepeatStage, RepeatedCall> call) {

        @Override
        public String toString() {
            return end.isEmpty() ? what : what + ": " + end;
        }
    }

    static List<Sample> overRest() {
        return List.of(
                rest("POST /api/send", on -> post(on.ada().http(), "/api/send", direct(on))),
                rest("POST /api/threads", on -> post(on.ada().http(), "/api/threads", newThread())),
                rest(
                        "PATCH /api/threads/{id}",
                        on -> RepeatedCall.rest(
                                on.ada().http().with("If-Match", "\"1\""),
                                "PATCH",
                                threadOf(on),
                                Fields.of("status", "resolved", "context", Fields.of("b", 1.0, "a", 2)))),
                new Sample(
                        "POST /api/threads/{id}/join",
                        "joined",
                        "200",
                        on -> post(on.eve().http(), threadOf(on) + "/join")),
                new Sample(
                        "POST /api/threads/{id}/join",
                        "already in",
                        "200",
                        on -> post(on.bob().http(), threadOf(on) + "/join")),
                new Sample(
                        "POST /api/threads/{id}/join",
                        "asked",
                        "202",
                        on -> post(on.bob().http(), clubOf(on) + "/join")),
                rest(
                        "POST /api/threads/{id}/participants",
                        on -> post(
                                on.ada().http(),
                                threadOf(on) + "/participants",
                                Fields.of("bot_id", "eve", "label", "critic"))),
                rest(
                        "DELETE /api/threads/{id}/participants/{bot}",
                        on -> RepeatedCall.rest(on.ada().http(), "DELETE", threadOf(on) + "/participants/bob", null)),
                rest(
                        "POST /api/threads/{id}/join-requests/{request}/approve",
                        on -> post(on.ada().http(), clubOf(on) + "/join-requests/" + on.joinRequest() + "/approve")),
                rest(
                        "POST /api/threads/{id}/join-requests/{request}/reject",
                        on -> post(on.ada().http(), clubOf(on) + "/join-requests/" + on.joinRequest() + "/reject")),
                rest(
                        "PATCH /api/org/threads/{id}",
                        on -> RepeatedCall.rest(
                                on.org().admin(),
                                "PATCH",
                                "/api/org/threads/" + on.thread(),
                                Fields.of("status", "resolved"))),
                rest(
                        "POST /api/org/threads/{id}/participants",
                        on -> post(
                                on.org().admin(),
                                "/api/org/threads/" + on.thread() + "/participants",
                                Fields.of("bot_id", on.eve().id(), "label", "critic"))),
                rest(
                        "DELETE /api/org/threads/{id}/participants/{bot}",
                        on -> RepeatedCall.rest(
                                on.org().admin(),
                                "DELETE",
                                "/api/org/threads/" + on.thread() + "/participants/"
                                        + on.bob().id(),
                                null)),
                rest(
                        "POST /api/threads/{id}/messages",
                        on -> post(on.bob().http(), threadOf(on) + "/messages", on.speech())),
                rest(
                        "POST /api/threads/{id}/artifacts",
                        on -> post(
                                on.bob().http(),
                                threadOf(on) + "/artifacts",
                                Fields.of(
                                        "artifact_key",
                                        "data",
                                        "type",
                                        "json",
                                        "content",
                                        "{ \"b\":1.0 }",
                                        "title",
                                        "Ü"))),
                rest(
                        "PATCH /api/threads/{id}/artifacts/{key}",
                        on -> RepeatedCall.rest(
                                on.bob().http(),
                                "PATCH",
                                threadOf(on) + "/artifacts/plan",
                                Fields.of("content", "two"))));
    }

    static List<Sample> overTheWebSocket() {
        return List.of(
                frame(
                        "send",
                        on -> RepeatedCall.frame(
                                on.bob(), "send", "channel_id", on.channel(), "content", "hello again")),
                frame("send_dm", on -> RepeatedCall.frame(on.bob(), "send_dm", "to", "eve", "content", "psst")),
                frame(
                        "send_thread_message",
                        on -> RepeatedCall.frame(
                                on.bob(), "send_thread_message", "thread_id", on.thread(), "content", "hear, hear")),
                frame(
                        "thread_create",
                        on -> RepeatedCall.frame(
                                on.ada(), "thread_create", "topic", "more", "participants", List.of("bob"))),
                frame(
                        "thread_update",
                        on -> RepeatedCall.frame(
                                on.ada(),
                                "thread_update",
                                "thread_id",
                                on.thread(),
                                "topic",
                                "better plans",
                                "expected_revision",
                                1)),
                frame(
                        "thread_invite",
                        on -> RepeatedCall.frame(on.ada(), "thread_invite", "thread_id", on.thread(), "bot_id", "eve")),
                joining("joined", on -> RepeatedCall.frame(on.eve(), "thread_join", "thread_id", on.thread())),
                joining("already in", on -> RepeatedCall.frame(on.bob(), "thread_join", "thread_id", on.thread())),
                joining("asked", on -> RepeatedCall.frame(on.bob(), "thread_join", "thread_id", on.club())),
                frame("thread_leave", on -> RepeatedCall.frame(on.bob(), "thread_leave", "thread_id", on.thread())),
                frame(
                        "thread_remove_participant",
                        on -> RepeatedCall.frame(
                                on.ada(), "thread_remove_participant", "thread_id", on.thread(), "bot_id", "bob")),
                frame(
                        "artifact_add",
                        on -> RepeatedCall.frame(
                                on.bob(),
                                "artifact_add",
                                "thread_id",
                                on.thread(),
                                "artifact_key",
                                "k",
                                "content",
                                "x")),
                frame(
                        "artifact_update",
                        on -> RepeatedCall.frame(
                                on.bob(),
                                "artifact_update",
                                "thread_id",
                                on.thread(),
                                "artifact_key",
                                "plan",
                                "content",
                                "x")));
    }

    private static Sample rest(String route, Function<RepeatStage, RepeatedCall> call) {
        return new Sample(route, "", "200", call);
    }

    private static Sample frame(String type, Function<RepeatStage, RepeatedCall> call) {
        return new Sample(type, "", "ack", call);
    }

    private static Sample joining(String end, Function<RepeatStage, RepeatedCall> call) {
        return new Sample("thread_join", end, "ack", call);
    }

    private static RepeatedCall post(HubClient caller, String path) {
        return RepeatedCall.rest(caller, "POST", path, null);
    }

    private static RepeatedCall post(HubClient caller, String path, Object body) {
        return RepeatedCall.rest(caller, "POST", path, body);
    }

    private static String threadOf(RepeatStage on) {
        return "/api/threads/" + on.thread();
    }

    private static String clubOf(RepeatStage on) {
        return "/api/threads/" + on.club();
    }

    private static Object direct(RepeatStage on) {
        return Fields.of(
                "to",
                on.bob().id(),
                "content",
                "words",
                "parts",
                List.of(Fields.of("type", "json", "content", Fields.of("z", 1.50, "a", 1e21))));
    }

    private static Object newThread() {
        return Fields.of(
                "topic",
                "more plans",
                "tags",
                List.of("b", "a"),
                "participants",
                List.of("bob"),
                "context",
                Fields.of("z", 1.0, "a", List.of()),
                "permission_policy",
                Fields.of("invite", List.of("*")));
    }
}
