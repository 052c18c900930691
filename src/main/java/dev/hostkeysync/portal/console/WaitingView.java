package dev.hostkeysync.portal.console;

import dev.hostkeysync.ops.pipeline.PipelineSnapshot;
import dev.hostkeysync.provisioning.SyncState;
import java.util.List;
import java.util.Locale;

/// A page of the users whose work is not done.
///
/// @param choices the states there are, with how many users are in each
/// @param reason what is in the reason of those shown; empty = any
/// @param next the cursor of the next page; empty on the last one
/// @param held why nobody's key is set now; empty = nothing is in the way
public record WaitingView(
        List<Choice> choices,
        String state,
        String meaning,
        String reason,
        List<WaitingUser> users,
        boolean later,
        String next,
        String held) {

    /// @param count of the element that shows how many there are, live
    public record Choice(String state, String name, String count, long users, boolean chosen) {}

    /// From what needs somebody most to what goes by itself.
    static final List<SyncState> STATES =
            List.of(SyncState.REFUSED, SyncState.IN_DOUBT, SyncState.WAITING, SyncState.DUE);

    static List<Choice> choices(PipelineSnapshot.Work work, SyncState chosen) {
        return List.of(
                new Choice(
                        "refused",
                        "Refused",
                        "refused",
                        work.refused(),
                        chosen == SyncState.REFUSED),
                new Choice(
                        "in_doubt",
                        "In doubt",
                        "inDoubt",
                        work.inDoubt(),
                        chosen == SyncState.IN_DOUBT),
                new Choice(
                        "waiting",
                        "Waiting",
                        "waiting",
                        work.waiting(),
                        chosen == SyncState.WAITING),
                new Choice("due", "Due", "due", work.due(), chosen == SyncState.DUE));
    }

    static String label(SyncState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
