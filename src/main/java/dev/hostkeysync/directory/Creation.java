package dev.hostkeysync.directory;

import dev.hostkeysync.directory.ChangeResult.Changed;
import dev.hostkeysync.directory.ChangeResult.UserNameTaken;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user who is about to be inserted.
final class Creation {

    private final DirectoryUser user;
    private final EventDraft draft;
    private volatile @Nullable ChangeResult result;

    Creation(DirectoryUser user, EventDraft draft) {
        this.user = user;
        this.draft = draft;
    }

    DirectoryUser user() {
        return user;
    }

    EventDraft draft() {
        return draft;
    }

    Set<UUID> names() {
        return NameHash.of(user.profile());
    }

    void settle(ChangeResult result) {
        this.result = result;
    }

    /// @param eligible empty when the name was taken
    /// @return what the world is told
    Optional<LifecycleEvent> settle(Optional<Boolean> eligible) {
        if (eligible.isEmpty()) {
            result = new UserNameTaken();
            return Optional.empty();
        }
        DirectoryUser stored =
                user.withEligible(eligible.get())
                        .withStatus(DirectoryUser.statusOf(user.profile(), eligible.get()));
        LifecycleEvent event = draft.created(stored);
        result = new Changed(stored, List.of(event));
        return Optional.of(event);
    }

    ChangeResult result() {
        return Objects.requireNonNull(result, "not committed");
    }
}
