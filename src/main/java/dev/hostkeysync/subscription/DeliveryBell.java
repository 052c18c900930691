package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Rung when there may be something to deliver.
@ApplicationScoped
public class DeliveryBell extends Bell {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void ring() {
        super.ring();
        listeners.forEach(Runnable::run);
    }

    /// For whoever waits beside the engine.
    ///
    /// @param listener called at each ring; must be quick
    public void onRing(Runnable listener) {
        var _ = listeners.add(listener);
    }
}
