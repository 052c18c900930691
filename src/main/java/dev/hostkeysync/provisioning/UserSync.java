package dev.hostkeysync.provisioning;

import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.UnreadableHostKey;
import dev.hostkeysync.zoom.HostKeyTarget;
import dev.hostkeysync.zoom.Turn;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.RateClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// One user's turn: push the pending version, then write down what came of it. No transaction is
/// open during the call.
@ApplicationScoped
class UserSync {

    private static final Logger LOG = Logger.getLogger(UserSync.class);

    private final HostKeyLedger ledger;
    private final HostKeyTarget zoom;
    private final Budget budget;
    private final Verdict verdict;
    private final ProvisioningConfig config;

    UserSync(
            HostKeyLedger ledger,
            HostKeyTarget zoom,
            Budget budget,
            Verdict verdict,
            ProvisioningConfig config) {
        this.ledger = ledger;
        this.zoom = zoom;
        this.budget = budget;
        this.verdict = verdict;
        this.config = config;
    }

    /// To be called before slots are taken: calls that wait for a token would all go at once when
    /// it comes.
    void prepare() {
        zoom.prepare();
    }

    /// @param stopping whether the process ends: a user whom Zoom was not asked about is given back
    /// @return whether the user may be due again at once
    boolean run(Work work, Turn turn, BooleanSupplier stopping) {
        if (work.pending().isEmpty()) {
            verdict.nothingToPush(work.row());
            return true;
        }
        if (work.target().isEmpty()) {
            verdict.noAddress(work.pending().get());
            return false;
        }
        HostKey.Pending pending = work.pending().get();
        ZoomOutcome outcome = answer(pending, work.target().get(), turn);
        if (outcome instanceof ZoomOutcome.NotSent && stopping.getAsBoolean()) {
            verdict.giveBack(pending);
            return false;
        }
        return note(pending, work.target().get(), work.row().lane(), outcome);
    }

    private boolean note(
            HostKey.Pending pending, ZoomUserRef target, Lane lane, ZoomOutcome outcome) {
        switch (outcome) {
            case ZoomOutcome.Throttled throttled ->
                    budget.hold(RateClass.LIGHT, throttled.pause(), throttled.reason());
            case ZoomOutcome.AccountRefused refused -> {
                LOG.errorf(
                        "Zoom refuses our account or app: %s. Nobody calls Zoom for %d s, no key is lost or used up; see"
                                + " the README, section Operate, for what to set right",
                        refused.reason(), config.syncHold().toSeconds());
                budget.holdAll(config.syncHold(), refused.reason());
            }
            case ZoomOutcome.Unknown unknown ->
                    LOG.warnf(
                            "Zoom gave no clear answer for user %s: %s. The same key is sent again",
                            pending.userId(), unknown.reason());
            case ZoomOutcome.RefusedValue refused ->
                    LOG.warnf(
                            "Zoom refused the key drawn for user %s: %s. Another one is drawn",
                            pending.userId(), refused.reason());
            case ZoomOutcome.NotThereYet _,
                    ZoomOutcome.NotLicensed _,
                    ZoomOutcome.NotSent _,
                    ZoomOutcome.Done _ -> {}
        }
        verdict.write(pending, target, lane, outcome);
        return !(outcome instanceof ZoomOutcome.Done);
    }

    private ZoomOutcome answer(HostKey.Pending pending, ZoomUserRef target, Turn turn) {
        try {
            return zoom.setHostKey(target, ledger.digitsOf(pending), turn);
        } catch (UnreadableHostKey _) {
            return new ZoomOutcome.NotSent("the stored key cannot be opened with this keyset");
        }
    }
}
