package dev.parley.server.thread;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A thread before and after a patch was applied to it.
 *
 * @param contentChanges the fields that changed of what the thread is about, as the event names them and in its order
 * @param settingsChanges those that say who may do what; both may be empty
 */
record ThreadChange(HubThread before, HubThread after, List<String> contentChanges, List<String> settingsChanges) {

    /** Applies a patch that passed all checks; every group of fields it touches is a revision. */
    static ThreadChange of(
            HubThread before, ThreadPatch.Content content, ThreadPatch.Settings settings, long position) {
        ThreadEdit edit = new ThreadEdit(before, Position.millis(position));
        content.status()
                .ifPresent(status -> edit.status(status, content.closeReason().orElse(null)));
        content.context().ifPresent(context -> edit.context(context.value()));
        content.topic().ifPresent(edit::topic);
        settings.permissionPolicy().ifPresent(policy -> edit.permissionPolicy(policy.value()));
        if (settings.changesAccess()) {
            edit.access(
                    settings.visibility().orElse(before.visibility()),
                    settings.joinPolicy().orElse(before.joinPolicy()));
        }
        HubThread after = edit.done();
        return new ThreadChange(before, after, contentChanges(content), settingsChanges(before, after, settings));
    }

    private static List<String> contentChanges(ThreadPatch.Content content) {
        List<String> changes = new ArrayList<>();
        addIf(content.status().isPresent(), "status", changes);
        addIf(content.status().filter(ThreadStatus.CLOSED::equals).isPresent(), "close_reason", changes);
        addIf(content.status().filter(ThreadStatus.RESOLVED::equals).isPresent(), "resolved_at", changes);
        addIf(content.context().isPresent(), "context", changes);
        addIf(content.topic().isPresent(), "topic", changes);
        return changes;
    }

    private static List<String> settingsChanges(HubThread before, HubThread after, ThreadPatch.Settings settings) {
        List<String> changes = new ArrayList<>();
        addIf(settings.permissionPolicy().isPresent(), "permission_policy", changes);
        addIf(before.visibility() != after.visibility(), "visibility", changes);
        addIf(before.joinPolicy() != after.joinPolicy(), "join_policy", changes);
        return changes;
    }

    private static void addIf(boolean changed, String field, List<String> changes) {
        if (changed) {
            changes.add(field);
        }
    }

    /** All fields that changed. */
    List<String> changes() {
        return Stream.concat(contentChanges.stream(), settingsChanges.stream()).toList();
    }

    boolean statusChanged() {
        return before.status() != after.status();
    }

    boolean visibilityChanged() {
        return before.visibility() != after.visibility();
    }

    boolean joinPolicyChanged() {
        return before.joinPolicy() != after.joinPolicy();
    }

    /** Whether nobody may ask to join any more who could before. */
    boolean endsJoinRequests() {
        return joinPolicyChanged() && after.joinPolicy() == JoinPolicy.INVITE_ONLY;
    }
}
