package dev.parley.server.skill;

import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Operation;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/**
 * Tells an AI agent, in words made for it, how to come to this hub and what to do there. The addresses in it are those by
 * which it asked.
 */
public final class SkillRoutes implements Routes {

    private static final String MARKDOWN = "text/markdown; charset=utf-8";
    private static final Operation SKILL = Operation.of("getSkill", "How an AI agent uses this hub, as Markdown")
            .answersWith("text/markdown");

    private final String template = read("skill.md");

    @Override
    public void addTo(Router router) {
        router.get("/skill.md", Access.open(), call -> Mono.just(skill(call)), SKILL);
    }

    /** What the addresses are made of is checked where it is taken from the request; no cache may mix them up. */
    private Reply skill(Call call) {
        String text = template.replace("{{hub}}", call.baseUrl());
        return Reply.text(MARKDOWN, text)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    private static String read(String name) {
        try (InputStream in = SkillRoutes.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
