package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.holds.HoldDesk;
import dev.hostkeysync.reconcile.holds.HoldView;
import java.util.List;

/// What the mass-change guard stopped.
///
/// @param open whom somebody has to decide about
/// @param earlier the newest that are decided
/// @param said what was just done; empty when nothing was
public record HoldsView(List<HoldCard> open, List<HoldCard> earlier, String said) {

    private static final int EARLIER = 5;

    static HoldsView of(HoldDesk.HoldList list, String said) {
        List<HoldView> items = list.items();
        return new HoldsView(
                items.stream().map(HoldCard::of).filter(HoldCard::open).toList(),
                items.stream()
                        .map(HoldCard::of)
                        .filter(hold -> !hold.open())
                        .limit(EARLIER)
                        .toList(),
                said);
    }
}
